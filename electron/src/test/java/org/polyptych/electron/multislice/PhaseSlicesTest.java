package org.polyptych.electron.multislice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Structure;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** Which atom is in which slice and on which pixel, against the definition written out. */
class PhaseSlicesTest {
    private static final int N = 32;
    private static final double PIXEL = 0.25e-10;

    private static final ElectronGeometry GEOMETRY = new ElectronGeometry(N, N, PIXEL, PIXEL, 200e3, 1);
    private static final PhaseSlices SLICES = new PhaseSlices(GEOMETRY.wave(), 2e-10, Parametrization.LOBATO);

    /** Gold that the beam meets first, down and left of the axis; silicon behind it, to the right. */
    private static final Structure TWO = new Structure(
            List.of(new Atom(79, 4 * PIXEL, -5 * PIXEL, 1e-10, 1, 0), new Atom(14, -3 * PIXEL, 6 * PIXEL, 5e-10, 1, 0)),
            6e-10);

    private static Specimen place() {
        ComplexImage empty = ComplexImage.zeros(N, N);
        return new Specimen(new ComplexImage[][] {{empty}}, PIXEL, PIXEL, 0, 0, new double[0]);
    }

    private static Specimen slices() {
        try (Parallel parallel = new Parallel(2)) {
            return SLICES.of(TWO, place(), true, Sampling.LIMIT, parallel);
        }
    }

    private static double phase(ComplexImage image, int i) {
        return Math.atan2(image.im()[i], image.re()[i]);
    }

    private static int highest(ComplexImage image) {
        int at = 0;
        for (int i = 1; i < image.size(); i++) {
            at = phase(image, i) > phase(image, at) ? i : at;
        }
        return at;
    }

    @Test
    void each_atom_is_in_its_slice_and_on_its_pixel() {
        Specimen specimen = slices();
        assertThat(specimen.slices()).isEqualTo(3);
        ComplexImage first = specimen.images()[0][0];
        ComplexImage last = specimen.images()[0][2];
        assertThat(highest(first) / N).isEqualTo((int) Math.rint(specimen.rowOf(4 * PIXEL)));
        assertThat(highest(first) % N).isEqualTo((int) Math.rint(specimen.columnOf(-5 * PIXEL)));
        assertThat(highest(last) / N).isEqualTo((int) Math.rint(specimen.rowOf(-3 * PIXEL)));
        assertThat(highest(last) % N).isEqualTo((int) Math.rint(specimen.columnOf(6 * PIXEL)));
        assertThat(phase(first, highest(first))).isGreaterThan(2 * phase(last, highest(last)));
        for (float im : specimen.images()[0][1].im()) {
            assertThat(im).isZero();
        }
    }

    /** Transmit, transform, propagate over the distance within the band limit, transform back; in double, term by term. */
    @Test
    void a_frame_is_what_multislice_written_out_gives() {
        Probe probe = Probe.of(new Lens(20e-3, Aberrations.defocused(20e-10)).probe(GEOMETRY))
                .withPower(1);
        Positions middle = new Positions(new double[] {0}, new double[] {0});
        Specimen specimen = slices();
        Scan scan;
        try (Parallel parallel = new Parallel(1)) {
            scan = new ElectronExperiment((height, width, seed) -> TWO, SLICES, 0, false, 1)
                    .simulation(TWO, GEOMETRY, probe, middle, middle, parallel)
                    .run(parallel, done -> {});
        }
        Specimen truth = scan.truth().orElseThrow().specimen();
        int top = (int) Math.rint(truth.rowOf(0)) - N / 2;
        int left = (int) Math.rint(truth.columnOf(0)) - N / 2;
        double[] re = new double[N * N];
        double[] im = new double[N * N];
        for (int i = 0; i < N * N; i++) {
            re[i] = probe.mode(0).re()[i];
            im[i] = probe.mode(0).im()[i];
        }
        for (int s = 0; s < specimen.slices(); s++) {
            ComplexImage slice = truth.images()[0][s].crop(top, left, N, N);
            for (int i = 0; i < N * N; i++) {
                double old = re[i];
                re[i] = old * slice.re()[i] - im[i] * slice.im()[i];
                im[i] = old * slice.im()[i] + im[i] * slice.re()[i];
            }
            transform(re, im, -1);
            boolean more = s + 1 < specimen.slices();
            for (int i = 0; i < N * N; i++) {
                double fy = frequency(i / N);
                double fx = frequency(i % N);
                double square = fy * fy + fx * fx;
                boolean kept = Math.sqrt(square) <= Sampling.LIMIT / (2 * PIXEL);
                double wavelength = GEOMETRY.wavelength();
                double angle = more
                        ? 2 * Math.PI * 2e-10 * (Math.sqrt(1 / (wavelength * wavelength) - square) - 1 / wavelength)
                        : 0;
                double old = re[i];
                re[i] = kept ? old * Math.cos(angle) - im[i] * Math.sin(angle) : 0;
                im[i] = kept ? old * Math.sin(angle) + im[i] * Math.cos(angle) : 0;
            }
            if (more) {
                transform(re, im, 1);
            }
        }
        float[] frame = scan.frames().frame(0);
        double apart = 0;
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                int from = Math.floorMod(y - N / 2, N) * N + Math.floorMod(x - N / 2, N);
                apart = Math.max(apart, Math.abs(Math.hypot(re[from], im[from]) - frame[y * N + x]));
            }
        }
        double brightest = 0;
        for (float amplitude : frame) {
            brightest = Math.max(brightest, amplitude);
        }
        assertThat(apart / brightest).isCloseTo(0, within(2e-5));
    }

    /** Cycles per metre of a term of a transform. */
    private static double frequency(int k) {
        return (k < N / 2 ? k : k - N) / (N * PIXEL);
    }

    /** Unitary, row by row and column by column. */
    private static void transform(double[] re, double[] im, int sign) {
        lines(re, im, sign, 1, N);
        lines(re, im, sign, N, 1);
    }

    private static void lines(double[] re, double[] im, int sign, int step, int line) {
        for (int l = 0; l < N; l++) {
            double[] sumRe = new double[N];
            double[] sumIm = new double[N];
            for (int k = 0; k < N; k++) {
                for (int x = 0; x < N; x++) {
                    double angle = sign * 2 * Math.PI * k * x / N;
                    int from = l * line + x * step;
                    sumRe[k] += (re[from] * Math.cos(angle) - im[from] * Math.sin(angle)) / Math.sqrt(N);
                    sumIm[k] += (re[from] * Math.sin(angle) + im[from] * Math.cos(angle)) / Math.sqrt(N);
                }
            }
            for (int k = 0; k < N; k++) {
                re[l * line + k * step] = sumRe[k];
                im[l * line + k * step] = sumIm[k];
            }
        }
    }
}
