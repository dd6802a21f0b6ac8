package org.polyptych.app.bench;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Simulation;

/**
 * A scan of any size for timing: a raster with a step of a sixteenth of the frame, a curved Gaussian probe, an object of
 * random blocks. The patterns are those of this probe and object, so that engines do the work they would do on a real
 * scan; inconsistent patterns would have the difference map search for a probe forever.
 */
final class BenchScan {
    private static final double PIXEL = 1e-8;
    private static final int BLOCK = 4;
    private static final int MARGIN = 2;

    private BenchScan() {}

    /** @param subPixel true to put the frames on fractions of a pixel */
    static Scan of(int size, int frames, boolean subPixel) {
        RandomStream random = new RandomStream(1, 0);
        int perRow = (int) Math.ceil(Math.sqrt(frames));
        int step = Math.max(1, size / 16);
        double[] y = new double[frames];
        double[] x = new double[frames];
        for (int j = 0; j < frames; j++) {
            double fractionY = subPixel ? random.uniform() - 0.5 : 0;
            double fractionX = subPixel ? random.uniform() - 0.5 : 0;
            y[j] = ((j / perRow) * step + fractionY) * PIXEL;
            x[j] = ((j % perRow) * step + fractionX) * PIXEL;
        }
        Positions positions = new Positions(y, x);
        int side = (perRow - 1) * step + size + 2 * MARGIN;
        // pixel side / 2 lies where frames have their centre pixel, for the first frame at (0, 0)
        double centre = (side / 2 - size / 2 - MARGIN) * PIXEL;
        Specimen specimen = Specimen.of(blocks(side, random), PIXEL, PIXEL, centre, centre);
        Probe probe = Probe.of(curvedGaussian(size));
        XrayGeometry geometry = new XrayGeometry(size, size, PIXEL, PIXEL, 8800, 1);
        return Simulation.of(geometry, specimen, probe, positions)
                .named("bench", "made for timing")
                .startingProbe(probe)
                .run();
    }

    private static ComplexImage curvedGaussian(int size) {
        ComplexImage probe = ComplexImage.zeros(size, size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double dy = (y - size / 2) / (size / 6.0);
                double dx = (x - size / 2) / (size / 6.0);
                double amplitude = 30 * Math.exp(-(dy * dy + dx * dx) / 2);
                double phase = 3 * (dy * dy + dx * dx);
                probe.re()[y * size + x] = (float) (amplitude * Math.cos(phase));
                probe.im()[y * size + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        return probe;
    }

    /** Blocks of a few pixels with phases of up to one radian. */
    private static ComplexImage blocks(int side, RandomStream random) {
        int perSide = side / BLOCK + 1;
        double[] phases = new double[perSide * perSide];
        Arrays.setAll(phases, k -> random.uniform());
        ComplexImage image = ComplexImage.zeros(side, side);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double phase = phases[y / BLOCK * perSide + x / BLOCK];
                image.re()[y * side + x] = (float) Math.cos(phase);
                image.im()[y * side + x] = (float) Math.sin(phase);
            }
        }
        return image;
    }
}
