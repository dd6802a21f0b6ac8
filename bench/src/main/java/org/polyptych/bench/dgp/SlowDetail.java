package org.polyptych.bench.dgp;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Apodisation;

/**
 * The error of what varies slowly: sqrt(sum |F - T|^2 / sum |T|^2) of the transforms of a phase and the true one, over the
 * frequencies above 0 and below a limit. Means are taken out and both fall to zero at the edges first.
 */
final class SlowDetail {
    /** 1/(10 Å). */
    static final double LIMIT = 0.1;

    private SlowDetail() {}

    /**
     * @param pixelHeight in Å
     * @param pixelWidth in Å
     * @return NaN if the images are too small to hold such a frequency
     */
    static double error(RealImage phase, RealImage truth, double pixelHeight, double pixelWidth) {
        ComplexImage f = WindowedTransform.of(phase, Apodisation.TUKEY);
        ComplexImage t = WindowedTransform.of(truth, Apodisation.TUKEY);
        double difference = 0;
        double power = 0;
        for (int y = 0, i = 0; y < truth.rows(); y++) {
            double down = WindowedTransform.cycles(y, truth.rows()) / (truth.rows() * pixelHeight);
            for (int x = 0; x < truth.columns(); x++, i++) {
                double across = WindowedTransform.cycles(x, truth.columns()) / (truth.columns() * pixelWidth);
                double frequency = Math.hypot(down, across);
                if (frequency > 0 && frequency < LIMIT) {
                    double re = (double) f.re()[i] - t.re()[i];
                    double im = (double) f.im()[i] - t.im()[i];
                    difference += re * re + im * im;
                    power += (double) t.re()[i] * t.re()[i] + (double) t.im()[i] * t.im()[i];
                }
            }
        }
        return Math.sqrt(difference / power);
    }
}
