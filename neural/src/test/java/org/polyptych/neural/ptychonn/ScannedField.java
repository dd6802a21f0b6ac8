package org.polyptych.neural.ptychonn;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.Disc;

/** Small scans of random fields behind a pinhole. */
final class ScannedField {
    static final int FRAME = 32;
    static final double RADIUS = 6;

    private ScannedField() {}

    static Scan scan(int rows, int columns, double step, long seed) {
        return scan(rows, columns, step, seed, "grf:blur=2,phase=tanh", 1e6);
    }

    static Scan scan(int rows, int columns, double step, long seed, int frame) {
        return scan(rows, columns, step, seed, "grf:blur=2,phase=tanh", 1e6, frame);
    }

    static Scan scan(int rows, int columns, double step, long seed, String object, double counts) {
        return scan(rows, columns, step, seed, object, counts, FRAME);
    }

    private static Scan scan(int rows, int columns, double step, long seed, String object, double counts, int frame) {
        XrayGeometry geometry = new XrayGeometry(frame, frame, 1e-8, 1e-8, 8800, 2);
        Positions positions = new Raster(rows, columns, step, step).positions(geometry);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage image = TestObjects.parse(object).image(needed[0], needed[1], 1, seed);
        Probe probe = Probe.of(new Disc(RADIUS, 1).image(geometry));
        return Simulation.of(geometry, SpecimenPlacement.under(image, geometry, positions), probe, positions)
                .noise(NoiseSpec.parse("poisson:perframe=" + counts))
                .seed(seed)
                .run();
    }

    static TrainingData.Labelled labelled(Scan scan) {
        return new TrainingData.Labelled(scan, scan.truth().map(Scan.Truth::specimen));
    }

    static TrainingData.Labelled without(Scan scan) {
        return new TrainingData.Labelled(scan, Optional.empty());
    }
}
