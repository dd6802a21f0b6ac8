package org.polyptych.app;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/**
 * The scan of the demo, simulated in memory: an X-ray beam out of focus of a zone plate goes over a Siemens star in a
 * spiral; photons are counted. The same bits every time.
 */
public final class DemoScan {
    private static final int N = 128;
    private static final double PIXEL = 10e-9;
    private static final double ENERGY_EV = 8800;
    private static final double DISTANCE = 2.0;
    private static final int FRAMES = 200;
    private static final double PHOTONS_PER_FRAME = 2e6;
    private static final long SEED = 1;

    /** Scale of the spiral in pixels: radius = this * sqrt(n). Neighbours are about 1.7 times this apart. */
    private static final double SPIRAL = 8;

    private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

    /** The lens in pixels of the detector: outer edge, and the stop in the middle. */
    private static final double LENS_RADIUS = 24;

    private static final double STOP_RADIUS = 7;
    private static final double DEFOCUS = 70e-6;

    /** What the operator believes: the probe that comes with the scan is this far out of focus. */
    private static final double NOMINAL_DEFOCUS = 55e-6;

    private static final int SPECIMEN_SIZE = 380;

    private DemoScan() {}

    /** The scan with its truth. Takes about a tenth of a second. */
    public static Scan simulate() {
        XrayGeometry geometry = new XrayGeometry(N, N, PIXEL, PIXEL, ENERGY_EV, DISTANCE);
        Positions positions = spiral();
        Specimen specimen = Specimen.of(SiemensStar.image(SPECIMEN_SIZE), PIXEL, PIXEL, 0, 0);
        float[][] frames = new float[FRAMES][];
        try (Fft2 fft = Fft2.of(N, N)) {
            ComplexImage lens = lens(geometry.wavelength(), DEFOCUS);
            for (int j = 0; j < FRAMES; j++) {
                frames[j] = frame(j, lens, specimen, positions, fft);
            }
            boolean[] mask = new boolean[N * N];
            java.util.Arrays.fill(mask, true);
            Probe probe = Probe.of(shifted(lens, 0, 0, fft));
            Probe nominal = Probe.of(shifted(lens(geometry.wavelength(), NOMINAL_DEFOCUS), 0, 0, fft));
            return new Scan(
                    "demo",
                    "simulated Siemens star, " + FRAMES + " frames, seed " + SEED,
                    geometry,
                    new MemoryFrames(N, N, frames),
                    mask,
                    positions,
                    Optional.of(nominal),
                    Optional.empty(),
                    Optional.of(new Scan.Truth(specimen, probe)),
                    List.of(
                            "the scan is simulated: its truth is known",
                            "probe: the nominal one, 55 um out of focus; the true one is 70 um out of focus"));
        }
    }

    /** A Fermat spiral (Huang et al., Opt. Express 22, 12634, 2014): no lattice that could print through. */
    private static Positions spiral() {
        double[] y = new double[FRAMES];
        double[] x = new double[FRAMES];
        for (int j = 0; j < FRAMES; j++) {
            double radius = SPIRAL * PIXEL * Math.sqrt(j);
            y[j] = radius * Math.sin(j * GOLDEN_ANGLE);
            x[j] = radius * Math.cos(j * GOLDEN_ANGLE);
        }
        return new Positions(y, x);
    }

    /** The beam in Fourier space, zero frequency at N/2: a ring with the quadratic phase of defocus. */
    private static ComplexImage lens(double wavelength, double defocus) {
        ComplexImage lens = ComplexImage.zeros(N, N);
        double step = 1 / (N * PIXEL);
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                double r = Math.hypot(y - N / 2, x - N / 2);
                double inside = Math.clamp(LENS_RADIUS - r + 0.5, 0, 1) * Math.clamp(r - STOP_RADIUS + 0.5, 0, 1);
                double phase = -Math.PI * wavelength * defocus * r * r * step * step;
                lens.re()[y * N + x] = (float) (inside * Math.cos(phase));
                lens.im()[y * N + x] = (float) (inside * Math.sin(phase));
            }
        }
        lens.scale(Math.sqrt(PHOTONS_PER_FRAME / lens.power()));
        return lens;
    }

    /** The beam on the specimen, its centre (dy, dx) pixels beyond pixel N/2. */
    private static ComplexImage shifted(ComplexImage lens, double dy, double dx, Fft2 fft) {
        ComplexImage wave = lens.copy();
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                int i = y * N + x;
                double angle = -2 * Math.PI * ((y - N / 2) * dy + (x - N / 2) * dx) / N;
                double cos = Math.cos(angle);
                double sin = Math.sin(angle);
                wave.re()[i] = (float) (lens.re()[i] * cos - lens.im()[i] * sin);
                wave.im()[i] = (float) (lens.re()[i] * sin + lens.im()[i] * cos);
            }
        }
        ComplexImage ordered = FftOrder.fromCentred(wave);
        fft.inverse(ordered.re(), ordered.im());
        return FftOrder.toCentred(ordered);
    }

    private static float[] frame(int j, ComplexImage lens, Specimen specimen, Positions positions, Fft2 fft) {
        double row = specimen.rowOf(positions.y()[j]);
        double column = specimen.columnOf(positions.x()[j]);
        int top = (int) Math.rint(row);
        int left = (int) Math.rint(column);
        ComplexImage probe = shifted(lens, row - top, column - left, fft);
        ComplexImage patch = specimen.image().crop(top - N / 2, left - N / 2, N, N);
        ComplexImage exit = ComplexImage.zeros(N, N);
        for (int i = 0; i < N * N; i++) {
            exit.re()[i] = probe.re()[i] * patch.re()[i] - probe.im()[i] * patch.im()[i];
            exit.im()[i] = probe.re()[i] * patch.im()[i] + probe.im()[i] * patch.re()[i];
        }
        ComplexImage wave = FftOrder.fromCentred(exit);
        fft.forward(wave.re(), wave.im());
        RealImage amplitude = FftOrder.toCentred(wave).amplitude();
        RandomStream random = new RandomStream(SEED, j);
        float[] counted = new float[N * N];
        for (int i = 0; i < counted.length; i++) {
            double mean = (double) amplitude.values()[i] * amplitude.values()[i];
            counted[i] = (float) Math.sqrt(random.poisson(mean));
        }
        return counted;
    }
}
