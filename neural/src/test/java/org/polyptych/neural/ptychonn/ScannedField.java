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
public final class ScannedField {
    public static final int FRAME = 32;
    public static final double RADIUS = 6;

    private ScannedField() {}

    public static Scan scan(int rows, int columns, double step, long seed) {
        return scan(rows, columns, step, seed, "grf:blur=2,phase=tanh", 1e6);
    }

    public static Scan scan(int rows, int columns, double step, long seed, int frame) {
        return scan(rows, columns, step, seed, geometry(frame, 1e-8));
    }

    public static Scan scan(int rows, int columns, double step, long seed, String object, double counts) {
        return scan(rows, columns, step, seed, object, counts, geometry(FRAME, 1e-8));
    }

    public static Scan scan(int rows, int columns, double step, long seed, XrayGeometry geometry) {
        return scan(rows, columns, step, seed, "grf:blur=2,phase=tanh", 1e6, geometry);
    }

    /** @param pixel of the object, in metres */
    public static XrayGeometry geometry(int frame, double pixel) {
        return new XrayGeometry(frame, frame, pixel, pixel, 8800, 2);
    }

    private static Scan scan(
            int rows, int columns, double step, long seed, String object, double counts, XrayGeometry geometry) {
        Positions positions = new Raster(rows, columns, step, step).positions(geometry);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage image = TestObjects.parse(object).image(needed[0], needed[1], 1, seed);
        Probe probe = Probe.of(new Disc(RADIUS, 1).image(geometry));
        return Simulation.of(geometry, SpecimenPlacement.under(image, geometry, positions), probe, positions)
                .noise(NoiseSpec.parse("poisson:perframe=" + counts))
                .seed(seed)
                .run();
    }

    public static TrainingData.Labelled labelled(Scan scan) {
        return TrainingData.Labelled.byTruth(scan);
    }

    public static TrainingData.Labelled without(Scan scan) {
        return new TrainingData.Labelled(scan, Optional.empty(), scan.positions());
    }
}
