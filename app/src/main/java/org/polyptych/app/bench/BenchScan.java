package org.polyptych.app.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * A scan of any size for timing: a raster with a step of a sixteenth of the frame, a Gaussian probe, and frames drawn
 * from a few exit waves of random phase. How the frames look does not matter to the speed.
 */
final class BenchScan {
    private static final double PIXEL = 1e-8;
    private static final int DIFFERENT_FRAMES = 16;

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
        ComplexImage probe = gaussian(size);
        boolean[] mask = new boolean[size * size];
        Arrays.fill(mask, true);
        return new Scan(
                "bench",
                "made for timing",
                new XrayGeometry(size, size, PIXEL, PIXEL, 8800, 1),
                new MemoryFrames(size, size, patterns(probe, frames, random)),
                mask,
                new Positions(y, x),
                Optional.of(Probe.of(probe)),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static ComplexImage gaussian(int size) {
        ComplexImage probe = ComplexImage.zeros(size, size);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                double dy = (y - size / 2) / (size / 6.0);
                double dx = (x - size / 2) / (size / 6.0);
                probe.re()[y * size + x] = (float) (30 * Math.exp(-(dy * dy + dx * dx) / 2));
            }
        }
        return probe;
    }

    private static float[][] patterns(ComplexImage probe, int frames, RandomStream random) {
        int size = probe.rows();
        float[][] different = new float[Math.min(frames, DIFFERENT_FRAMES)][];
        try (Fft2 fft = Fft2.of(size, size)) {
            for (int k = 0; k < different.length; k++) {
                ComplexImage wave = probe.copy();
                for (int i = 0; i < wave.size(); i++) {
                    double phase = random.uniform();
                    wave.im()[i] = (float) (wave.re()[i] * Math.sin(phase));
                    wave.re()[i] *= (float) Math.cos(phase);
                }
                fft.forward(wave.re(), wave.im());
                different[k] = FftOrder.toCentred(wave.amplitude().values(), size, size);
            }
        }
        float[][] all = new float[frames][];
        Arrays.setAll(all, j -> different[j % different.length]);
        return all;
    }
}
