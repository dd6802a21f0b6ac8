package org.polyptych.bench.dgp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Apodisation;
import org.polyptych.physics.metrics.Plane;

/**
 * Power of a phase at each spatial frequency: |F|^2 of the phase less its plane, under a Hann window. Rings are as wide as the
 * coarser step of the frequencies, by rounded radius, up to Nyquist of the coarser pixel.
 *
 * @param transform F, in FFT order
 * @param stepY cycles an Å from one row to the next
 * @param stepX cycles an Å from one column to the next
 */
record PowerSpectrum(ComplexImage transform, double stepY, double stepX) {
    /**
     * @param pixelHeight in Å
     * @param pixelWidth in Å
     */
    static PowerSpectrum of(RealImage phase, double pixelHeight, double pixelWidth) {
        RealImage flat = Plane.of(phase).removedFrom(phase);
        return new PowerSpectrum(
                WindowedTransform.of(flat, Apodisation.HANN),
                1 / (phase.rows() * pixelHeight),
                1 / (phase.columns() * pixelWidth));
    }

    int rows() {
        return transform.rows();
    }

    int columns() {
        return transform.columns();
    }

    double power(int index) {
        double re = transform.re()[index];
        double im = transform.im()[index];
        return re * re + im * im;
    }

    /** A frequency, where one of each pair k and -k is looked at: a real image has the same power at both. */
    interface Visitor {
        /**
         * @param index in FFT order
         * @param ring number of its ring, 1 or more
         * @param frequency in 1/Å
         * @param angle from 0 to below pi
         */
        void at(int index, int ring, double frequency, double angle);
    }

    /** Goes through half of all frequencies within the rings, without zero. */
    void forEach(Visitor visitor) {
        int rings = rings();
        for (int y = 0, i = 0; y < rows(); y++) {
            double down = WindowedTransform.cycles(y, rows()) * stepY;
            for (int x = 0; x < columns(); x++, i++) {
                double across = WindowedTransform.cycles(x, columns()) * stepX;
                boolean half = down > 0 || down == 0 && across > 0;
                double frequency = Math.hypot(down, across);
                int ring = (int) Math.rint(frequency / ringStep());
                if (half && ring >= 1 && ring < rings) {
                    visitor.at(i, ring, frequency, Math.atan2(down, across) % Math.PI);
                }
            }
        }
    }

    /** In 1/Å. */
    double ringStep() {
        return Math.max(stepY, stepX);
    }

    /** With ring 0, which is the mean and stays empty. */
    int rings() {
        double nyquist = Math.min(rows() * stepY, columns() * stepX) / 2;
        return (int) Math.floor(nyquist / ringStep() + 1e-9) + 1;
    }

    /** The mean power of each ring. */
    double[] means() {
        return values().stream()
                .mapToDouble(ring -> Arrays.stream(ring).average().orElse(0))
                .toArray();
    }

    /** The powers of each ring, ascending. */
    List<double[]> values() {
        List<List<Double>> byRing = new ArrayList<>();
        for (int ring = 0; ring < rings(); ring++) {
            byRing.add(new ArrayList<>());
        }
        forEach((index, ring, frequency, angle) -> byRing.get(ring).add(power(index)));
        return byRing.stream()
                .map(ring -> ring.stream().mapToDouble(v -> v).sorted().toArray())
                .toList();
    }
}
