package org.polyptych.bench;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.metrics.RealError;
import org.polyptych.physics.metrics.Registration;

/**
 * How like the true probe one is that was found, whatever became of the object: by itself, shift and ramp taken out where
 * that brings the two closer. For probes of any size, most of which may be dark; the figures of the protocol {@code
 * ptyinr} are scaled by medians, which are of the dark.
 *
 * @param probe as it was compared: without shift and ramp, with the factor that fits best
 * @param correlation |sum conj(P) P'| / (|P| |P'|), 0 to 1
 * @param psnr of the amplitude, scaled to fit best, in dB; MAX is the truth's largest
 */
public record ProbeLikeness(ComplexImage probe, double correlation, double psnr) {
    public static ProbeLikeness of(ComplexImage found, ComplexImage truth) {
        ComplexImage best = found.copy();
        ComplexImage shifted = shifted(found, truth);
        for (ComplexImage other : List.of(shifted, aligned(found, truth), aligned(shifted, truth))) {
            best = correlation(other, truth) > correlation(best, truth) ? other : best;
        }
        return new ProbeLikeness(turned(best, truth), correlation(best, truth), psnr(best, truth));
    }

    /** By whole pixels, so that the amplitudes lie on each other: a beginning for {@link Registration}. */
    private static ComplexImage shifted(ComplexImage found, ComplexImage truth) {
        int rows = truth.rows();
        int columns = truth.columns();
        ComplexImage a = real(found.amplitude());
        ComplexImage b = real(truth.amplitude());
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.forward(a.re(), a.im());
            fft.forward(b.re(), b.im());
            for (int i = 0; i < a.size(); i++) {
                float re = b.re()[i] * a.re()[i] + b.im()[i] * a.im()[i];
                a.im()[i] = b.re()[i] * a.im()[i] - b.im()[i] * a.re()[i];
                a.re()[i] = re;
            }
            fft.inverse(a.re(), a.im());
        }
        int at = 0;
        for (int i = 1; i < a.size(); i++) {
            at = a.re()[i] > a.re()[at] ? i : at;
        }
        int down = at / columns < rows / 2 ? at / columns : at / columns - rows;
        int right = at % columns < columns / 2 ? at % columns : at % columns - columns;
        return new Displacement(down, right, 0, 0).undone(found);
    }

    private static ComplexImage real(RealImage image) {
        return new ComplexImage(image.rows(), image.columns(), image.copy().values(), new float[image.size()]);
    }

    private static ComplexImage aligned(ComplexImage found, ComplexImage truth) {
        try {
            return Registration.align(truth, found).displacement().undone(found);
        } catch (BadInputException e) {
            return found;
        }
    }

    private static double correlation(ComplexImage a, ComplexImage b) {
        double[] sum = product(a, b);
        double powers = Math.sqrt(a.power() * b.power());
        return powers > 0 ? Math.hypot(sum[0], sum[1]) / powers : 0;
    }

    /** sum conj(a) b */
    private static double[] product(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return new double[] {re, im};
    }

    /** Times the complex factor that fits best. */
    private static ComplexImage turned(ComplexImage found, ComplexImage truth) {
        double[] sum = product(found, truth);
        double power = Math.max(found.power(), Float.MIN_NORMAL);
        double fr = sum[0] / power;
        double fi = sum[1] / power;
        ComplexImage out = ComplexImage.zeros(found.rows(), found.columns());
        for (int i = 0; i < out.size(); i++) {
            out.re()[i] = (float) (fr * found.re()[i] - fi * found.im()[i]);
            out.im()[i] = (float) (fr * found.im()[i] + fi * found.re()[i]);
        }
        return out;
    }

    private static double psnr(ComplexImage found, ComplexImage truth) {
        RealImage a = found.amplitude();
        RealImage b = truth.amplitude();
        double ab = 0;
        double aa = 0;
        for (int i = 0; i < a.size(); i++) {
            ab += (double) a.values()[i] * b.values()[i];
            aa += (double) a.values()[i] * a.values()[i];
        }
        double scale = aa > 0 ? ab / aa : 0;
        for (int i = 0; i < a.size(); i++) {
            a.values()[i] *= (float) scale;
        }
        return RealError.psnr(a, b, b.max());
    }
}
