package org.polyptych.physics.prepare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

/**
 * A scan that looks as if a pixel were hot: a plane wave through a round pinhole falls on a weak diffuser, so that every
 * frame is faint speckle around the direct beam, hardly more than a pixel wide and a thousand times brighter. Photons
 * are counted.
 */
final class SharpBeam {
    private static final int N = 64;
    private static final int PER_AXIS = 10;
    private static final int STEP = 5;
    private static final double PIXEL = 1e-8;

    private SharpBeam() {}

    /**
     * @param width of the pinhole, as a share of the array
     * @param counts a frame
     * @param row where the beam falls, in pixels
     * @param column where the beam falls, in pixels
     */
    static Scan scan(double width, double counts, double row, double column) {
        int frames = PER_AXIS * PER_AXIS;
        float[] phase = diffuser(N + PER_AXIS * STEP);
        double[] y = new double[frames];
        double[] x = new double[frames];
        float[][] amplitudes = new float[frames][];
        try (Fft2 fft = Fft2.of(N, N)) {
            for (int j = 0; j < frames; j++) {
                int top = j / PER_AXIS * STEP;
                int left = j % PER_AXIS * STEP;
                y[j] = top * PIXEL;
                x[j] = left * PIXEL;
                amplitudes[j] = frame(phase, top, left, width, counts, row, column, fft, new RandomStream(5, j + 1));
            }
        }
        boolean[] mask = new boolean[N * N];
        Arrays.fill(mask, true);
        return new Scan(
                "sharp beam",
                "simulated",
                new XrayGeometry(N, N, PIXEL, PIXEL, 8800, 1),
                new MemoryFrames(N, N, amplitudes),
                mask,
                new Positions(y, x),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    private static float[] diffuser(int size) {
        RandomStream random = new RandomStream(5, 0);
        float[] phase = new float[size * size];
        for (int i = 0; i < phase.length; i++) {
            phase[i] = (float) (0.3 * random.gaussian());
        }
        return phase;
    }

    private static float[] frame(
            float[] phase,
            int top,
            int left,
            double width,
            double counts,
            double row,
            double column,
            Fft2 fft,
            RandomStream random) {
        int size = N + PER_AXIS * STEP;
        ComplexImage wave = ComplexImage.zeros(N, N);
        for (int r = 0; r < N; r++) {
            for (int c = 0; c < N; c++) {
                if (Math.hypot(r - N / 2.0, c - N / 2.0) < width * N / 2) {
                    double tilt = 2 * Math.PI * ((row - N / 2) * r + (column - N / 2) * c) / N;
                    double angle = phase[(top + r) * size + left + c] + tilt;
                    wave.re()[r * N + c] = (float) Math.cos(angle);
                    wave.im()[r * N + c] = (float) Math.sin(angle);
                }
            }
        }
        wave.scale(Math.sqrt(counts / wave.power()));
        fft.forward(wave.re(), wave.im());
        float[] amplitude = FftOrder.toCentred(wave).amplitude().values();
        for (int i = 0; i < amplitude.length; i++) {
            amplitude[i] = (float) Math.sqrt(random.poisson((double) amplitude[i] * amplitude[i]));
        }
        return amplitude;
    }
}
