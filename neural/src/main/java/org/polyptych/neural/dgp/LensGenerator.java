package org.polyptych.neural.dgp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.layer.ComplexChannels;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * The modes that a run begins with behind a lens that is not quite what was said: in their far field, at the radius rho in units
 * of the beam's rim and the angle phi, the phase
 *
 * <pre>-(c10 rho^2 + rho^2 (a12 cos 2 phi + b12 sin 2 phi) + rho^3 (a21 cos phi + b21 sin phi + a23 cos 3 phi + b23 sin 3 phi) + c30 rho^4)</pre>
 *
 * is added to all of them alike: defocus, twofold astigmatism, coma, threefold astigmatism and spherical aberration as chi has
 * them, each in radians at the rim. A factor on the amplitude is found with them. The rim is where 99% of the light lie within.
 */
final class LensGenerator extends Generator {
    private static final double WITHIN = 0.99;

    /** Powers of rho and multiples of phi, cosine or sine. */
    private enum Term {
        C10(2, 0, true),
        A12(2, 2, true),
        B12(2, 2, false),
        A21(3, 1, true),
        B21(3, 1, false),
        A23(3, 3, true),
        B23(3, 3, false),
        C30(4, 0, true);

        private final int power;
        private final int fold;
        private final boolean cosine;

        Term(int power, int fold, boolean cosine) {
            this.power = power;
            this.fold = fold;
            this.cosine = cosine;
        }

        double at(double rho, double phi) {
            return Math.pow(rho, power) * (cosine ? Math.cos(fold * phi) : Math.sin(fold * phi));
        }
    }

    private final Tensor radians;
    private final Tensor gain;
    /** Of the modes in the far field, real and imaginary part, [mode][row][column][2]. */
    private final Tensor spectra;
    /** [term][row][column] */
    private final Tensor terms;

    /**
     * @param modes complex [mode][row][column]
     * @param pixelHeight of them
     * @param pixelWidth of them, in the same unit
     */
    LensGenerator(Tensor modes, double pixelHeight, double pixelWidth, Device device) {
        int rows = (int) modes.size(1);
        int columns = (int) modes.size(2);
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor far = torch.fft_fft2(modes);
            float[] light = Tensors.floats(torch.view_as_real(far).square().sum(0, 3));
            double[] down = frequencies(rows, pixelHeight);
            double[] right = frequencies(columns, pixelWidth);
            double rim = rim(light, down, right);
            float[] values = new float[Term.values().length * rows * columns];
            for (Term term : Term.values()) {
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < columns; x++) {
                        // beyond twice the rim there is no light, but numbers would grow
                        double rho = Math.min(2, Math.hypot(down[y], right[x]) / rim);
                        values[(term.ordinal() * rows + y) * columns + x] =
                                (float) term.at(rho, Math.atan2(down[y], right[x]));
                    }
                }
            }
            spectra = buffer("spectra", torch.view_as_real(far));
            terms = buffer("terms", Tensors.of(values, Term.values().length, rows, columns));
            radians = parameter("radians", Initial.zeros(Term.values().length));
            gain = parameter("gain", Initial.zeros(1));
        }
        to(device);
    }

    /** In cycles a unit of length, of the pixels of a transform in their order. */
    private static double[] frequencies(int count, double pixel) {
        return IntStream.range(0, count)
                .mapToDouble(k -> (k < (count + 1) / 2 ? k : k - count) / (count * pixel))
                .toArray();
    }

    /** The radius within which nearly all of the light lies. */
    private static double rim(float[] light, double[] down, double[] right) {
        double all = 0;
        Integer[] order = new Integer[light.length];
        double[] radius = new double[light.length];
        for (int i = 0; i < light.length; i++) {
            all += light[i];
            order[i] = i;
            radius[i] = Math.hypot(down[i / right.length], right[i % right.length]);
        }
        Arrays.sort(order, (a, b) -> Double.compare(radius[a], radius[b]));
        double sum = 0;
        for (int i : order) {
            sum += light[i];
            if (sum >= WITHIN * all && radius[i] > 0) {
                return radius[i];
            }
        }
        return Math.max(Math.abs(down[down.length / 2]), Math.abs(right[right.length / 2]));
    }

    @Override
    Tensor channels() {
        Tensor chi = terms.mul(radians.reshape(-1, 1, 1)).sum(0);
        Tensor lens = torch.polar(gain.exp().expand(chi.sizes()), chi.neg());
        Tensor modes = torch.fft_ifft2(torch.view_as_complex(spectra).mul(lens));
        return ComplexChannels.split(modes.unsqueeze(0)).select(0, 0);
    }

    @Override
    Optional<String> found() {
        float[] all = Tensors.floats(radians);
        return Optional.of(Stream.of(Term.values())
                .map(term -> String.format(Locale.ROOT, "%s %.3f", term, all[term.ordinal()]))
                .collect(Collectors.joining(
                        ", ", "aberrations of the probe against its start, radians at the rim: ", "")));
    }
}
