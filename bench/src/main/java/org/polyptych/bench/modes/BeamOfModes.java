package org.polyptych.bench.modes;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;

/**
 * A scan under the five modes of a real nanoprobe, which come neither orthogonal nor sorted. What is scanned is a blood
 * smear; whole and fractions of pixels of jitter keep object and probe from sharing a period.
 *
 * @param data the folder of the test data
 * @param frame edge of a frame: of the modes their middle is taken
 * @param across frames in a line, and lines
 * @param step mean step in pixels
 */
record BeamOfModes(Path data, int frame, int across, double step) {
    private static final double PIXEL = 1e-8;
    private static final double ENERGY = 10_000;
    private static final int MODES = 5;

    /** The modes, orthogonal and sorted, with 1e6 counts together. */
    Probe probe() {
        ComplexImage[] modes = NpyFile.read(data.resolve("probes/recon_203104_t1_mode_probe.npy"))
                .complexImages();
        if (modes.length != MODES) {
            throw new IllegalStateException("expected five modes, got " + modes.length);
        }
        int edge = (modes[0].rows() - frame) / 2;
        for (int m = 0; m < modes.length; m++) {
            modes[m] = modes[m].crop(edge, edge, frame, frame);
        }
        return Probe.of(modes).orthogonalised().withPower(1e6);
    }

    /** @param noise such as {@code none} or {@code poisson:perframe=1e7} */
    Scan scan(String noise) {
        double distance = 1;
        XrayGeometry geometry = new XrayGeometry(frame, frame, PIXEL, PIXEL, ENERGY, distance);
        Positions positions = new JitteredRaster(Raster.square(across, step), step / 2).positions(geometry, 1);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage whole =
                NpyFile.read(data.resolve("objects/bloodsmear_red_512_c64.npy")).complexImages()[0];
        int top = (whole.rows() - needed[0]) / 2;
        int left = (whole.columns() - needed[1]) / 2;
        Specimen specimen = SpecimenPlacement.under(whole.crop(top, left, needed[0], needed[1]), geometry, positions);
        return Simulation.of(geometry, specimen, probe(), positions)
                .named("five modes", "blood smear under five modes of a nanoprobe, " + noise)
                .noise(NoiseSpec.parse(noise))
                .run();
    }
}
