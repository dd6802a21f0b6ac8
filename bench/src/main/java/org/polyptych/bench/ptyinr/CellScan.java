package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Resampled;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.probes.ProbeModes;

/** Simulates a scan as the protocol says: whole-pixel raster, unitary transform, the real probe's middle. */
final class CellScan {
    /** Parts of the power, of a beam that shakes; its further modes are the first times spatial frequencies. */
    private static final double[] SHARES = {0.8, 0.1, 0.1};

    /** Modes of partly coherent light. */
    static final int MODES = SHARES.length;

    private static final int FRAME = 64;
    private static final double ENERGY_EV = 10_000;
    private static final double DISTANCE = 0.5;
    private static final double PIXEL = 10e-9;

    private CellScan() {}

    /**
     * @param data the folder of the test data
     * @param seed of the noise
     */
    static Scan simulate(Setup setup, Path data, long seed) {
        ComplexImage image = setup.object().load(data);
        Probe probe = probe(data);
        XrayGeometry geometry = geometry();
        int perAxis = perAxis(setup.step());
        Positions positions = Raster.square(perAxis, setup.step()).positions(geometry);
        int side = (perAxis - 1) * setup.step() + FRAME;
        Specimen specimen = SpecimenPlacement.under(padded(image, side), geometry, positions);
        boolean partial = setup.light() == Setup.Light.PARTIAL;
        Simulation simulation = Simulation.of(
                        geometry,
                        partial ? finer(specimen) : specimen,
                        partial ? ProbeModes.withShares(probe, SHARES) : probe,
                        positions)
                .named(setup.id(), "PtyINR protocol, seed " + seed)
                .seed(seed)
                .notes(List.of("the protocol gives no pixel size: 10 nm stands for it"));
        return (setup.noise().isEmpty() ? simulation : simulation.noise(NoiseSpec.parse(setup.noise()))).run();
    }

    /**
     * Another object in the same light, from its first pixel on.
     *
     * @param step of the raster in whole pixels
     * @param seed of the simulation
     */
    static Scan over(ComplexImage image, Path data, int step, long seed) {
        XrayGeometry geometry = geometry();
        Positions positions = new Raster(
                        (image.rows() - FRAME) / step + 1, (image.columns() - FRAME) / step + 1, step, step)
                .positions(geometry);
        return Simulation.of(geometry, SpecimenPlacement.under(image, geometry, positions), probe(data), positions)
                .named("another object", "in the light of the PtyINR protocol, seed " + seed)
                .seed(seed)
                .run();
    }

    private static Probe probe(Path data) {
        ComplexImage whole =
                NpyFile.read(data.resolve("probes/probe_for_sim.npy")).complexImages()[0];
        return Probe.of(whole.crop(24, 24, FRAME, FRAME));
    }

    private static XrayGeometry geometry() {
        return new XrayGeometry(FRAME, FRAME, PIXEL, PIXEL, ENERGY_EV, DISTANCE);
    }

    /** Of the paper: 3600, 64 and 36 frames over 241, 288 and 289 pixels. */
    private static int perAxis(int step) {
        return switch (step) {
            case 3 -> 60;
            case 32 -> 8;
            case 45 -> 6;
            default -> throw new IllegalArgumentException("the protocol has no step of " + step);
        };
    }

    /** The object with zeros at the right and at the bottom, where the last frames reach beyond it. */
    private static ComplexImage padded(ComplexImage image, int side) {
        ComplexImage padded = ComplexImage.zeros(side, side);
        for (int y = 0; y < image.rows(); y++) {
            System.arraycopy(image.re(), y * image.columns(), padded.re(), y * side, image.columns());
            System.arraycopy(image.im(), y * image.columns(), padded.im(), y * side, image.columns());
        }
        return padded;
    }

    /** The same on pixels half as large. */
    private static Specimen finer(Specimen specimen) {
        return Resampled.specimen(
                specimen,
                Specimen.of(
                        ComplexImage.zeros(2 * specimen.rows(), 2 * specimen.columns()),
                        specimen.pixelHeight() / 2,
                        specimen.pixelWidth() / 2,
                        specimen.centreY(),
                        specimen.centreX()));
    }
}
