package org.polyptych.neural.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.OneThread;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Convolutions against loops, and the sizes they give. */
@ExtendWith(OneThread.class)
class ConvolutionTest {
    private final RandomStream random = new RandomStream(11, 0);
    private final Initial initial = new Initial(new RandomStream(12, 0));

    private double[][][] image(int channels, int rows, int columns) {
        double[][][] image = new double[channels][rows][columns];
        for (double[][] channel : image) {
            for (double[] row : channel) {
                for (int x = 0; x < columns; x++) {
                    row[x] = (float) random.gaussian();
                }
            }
        }
        return image;
    }

    private static void same(double[][][] actual, double[][][] expected) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        for (int c = 0; c < expected.length; c++) {
            for (int y = 0; y < expected[c].length; y++) {
                assertThat(actual[c][y]).as("channel %d, row %d", c, y).containsExactly(expected[c][y], within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void each_border_gives_what_it_says(Border border) {
        Conv2d.Settings settings = Conv2d.Settings.of(2, 3, 5).withBorder(border);
        double[][][] image = image(2, 4, 6);
        try (Conv2d layer = new Conv2d(settings, initial)) {
            Map<String, float[]> values = layer.values();
            same(
                    Plain.through(layer, image),
                    Plain.convolution(image, values.get("weight"), values.get("bias"), settings));
        }
    }

    @Test
    void random_settings_give_the_documented_values_and_sizes() {
        for (int trial = 0; trial < 40; trial++) {
            Border border = Border.values()[draw(3)];
            int kernel = 1 + draw(5);
            Conv2d.Settings settings = new Conv2d.Settings(
                    1 + draw(3), 1 + draw(3), kernel, 1 + draw(3), draw(3), border, draw(2) == 0, Start.FAN_IN);
            double[][][] image = image(settings.in(), 5 + draw(4), 5 + draw(4));
            try (Conv2d layer = new Conv2d(settings, initial)) {
                Map<String, float[]> values = layer.values();
                same(
                        Plain.through(layer, image),
                        Plain.convolution(image, values.get("weight"), values.get("bias"), settings));
            }
        }
    }

    @Test
    void random_transposed_convolutions_give_the_documented_values_and_sizes() {
        for (int trial = 0; trial < 40; trial++) {
            int stride = 1 + draw(3);
            TransposedConv2d.Settings settings = new TransposedConv2d.Settings(
                    1 + draw(3), 1 + draw(3), 2 + draw(4), stride, draw(2), draw(stride), draw(2) == 0, Start.FAN_IN);
            double[][][] image = image(settings.in(), 2 + draw(4), 2 + draw(4));
            try (TransposedConv2d layer = new TransposedConv2d(settings, initial)) {
                Map<String, float[]> values = layer.values();
                same(
                        Plain.through(layer, image),
                        Plain.transposed(image, values.get("weight"), values.get("bias"), settings));
            }
        }
    }

    @Test
    void a_transposed_convolution_is_the_adjoint_of_the_convolution_of_its_weight() {
        Conv2d.Settings there = new Conv2d.Settings(2, 3, 3, 2, 1, Border.ZERO, false, Start.FAN_IN);
        TransposedConv2d.Settings back = new TransposedConv2d.Settings(3, 2, 3, 2, 1, 1, false, Start.FAN_IN);
        try (Conv2d a = new Conv2d(there, initial);
                TransposedConv2d adjoint = new TransposedConv2d(back, initial)) {
            adjoint.set(a.values());
            double[][][] x = image(2, 8, 6);
            double[][][] y = image(3, 4, 3);
            assertThat(product(Plain.through(a, x), y)).isEqualTo(product(x, Plain.through(adjoint, y)), within(1e-5));
        }
    }

    @Test
    void a_complex_convolution_multiplies_complex_numbers() {
        Conv2d.Settings settings = Conv2d.Settings.of(2, 3, 3).withBorder(Border.CIRCULAR);
        double[][][] re = image(2, 4, 5);
        double[][][] im = image(2, 4, 5);
        try (ComplexConv2d layer = new ComplexConv2d(settings, initial)) {
            Map<String, float[]> w = layer.values();
            double[][][] rr = Plain.convolution(re, w.get("weight_re"), w.get("bias_re"), settings);
            double[][][] ii = Plain.convolution(im, w.get("weight_im"), null, settings);
            double[][][] ri = Plain.convolution(re, w.get("weight_im"), w.get("bias_im"), settings);
            double[][][] ir = Plain.convolution(im, w.get("weight_re"), null, settings);
            double[][][] out = throughComplex(layer, re, im);
            for (int c = 0; c < 3; c++) {
                same(
                        new double[][][] {out[2 * c], out[2 * c + 1]},
                        new double[][][] {sum(rr[c], 1, ii[c], -1), sum(ri[c], 1, ir[c], 1)});
            }
        }
    }

    @Test
    void a_complex_transposed_convolution_multiplies_complex_numbers() {
        TransposedConv2d.Settings settings = TransposedConv2d.Settings.doubling(2, 3);
        double[][][] re = image(2, 3, 2);
        double[][][] im = image(2, 3, 2);
        try (ComplexTransposedConv2d layer = new ComplexTransposedConv2d(settings, initial)) {
            Map<String, float[]> w = layer.values();
            double[][][] rr = Plain.transposed(re, w.get("weight_re"), w.get("bias_re"), settings);
            double[][][] ii = Plain.transposed(im, w.get("weight_im"), null, settings);
            double[][][] ri = Plain.transposed(re, w.get("weight_im"), w.get("bias_im"), settings);
            double[][][] ir = Plain.transposed(im, w.get("weight_re"), null, settings);
            double[][][] out = throughComplex(layer, re, im);
            for (int c = 0; c < 3; c++) {
                same(
                        new double[][][] {out[2 * c], out[2 * c + 1]},
                        new double[][][] {sum(rr[c], 1, ii[c], -1), sum(ri[c], 1, ir[c], 1)});
            }
        }
    }

    @Test
    void complex_channels_are_real_and_imaginary_parts_in_turn_and_come_back() {
        try (Scope scope = Scope.open()) {
            Tensor re = Tensors.of(new float[] {1, 2, 3, 4}, 1, 2, 1, 2);
            Tensor im = Tensors.of(new float[] {5, 6, 7, 8}, 1, 2, 1, 2);
            Tensor split = ComplexChannels.split(Tensors.complex(re, im));
            assertThat(split.shape()).containsExactly(1, 4, 1, 2);
            assertThat(Tensors.floats(split)).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
            Tensor joined = ComplexChannels.join(split);
            assertThat(joined.shape()).containsExactly(1, 2, 1, 2);
            assertThat(Tensors.floats(ComplexChannels.split(joined))).containsExactly(1, 2, 5, 6, 3, 4, 7, 8);
        }
    }

    @Test
    void other_layers_act_on_real_and_imaginary_parts_apart() {
        double[][][] image = {{{1, -2}, {3, -4}}, {{-5, 6}, {-7, 8}}};
        same(Plain.through(Activation.RELU.layer(), image), new double[][][] {{{1, 0}, {3, 0}}, {{0, 6}, {0, 8}}});
        same(Plain.through(new MaxPool(2), image), new double[][][] {{{3}}, {{8}}});
        double[][][] normal = Plain.through(new BatchNorm2d(2), image);
        // Real parts lie around -0.5 with variance 7.25; imaginary ones around 0.5 with variance 43.25.
        assertThat(normal[0][0][0]).isEqualTo((1 + 0.5) / Math.sqrt(7.25), within(1e-5));
        assertThat(normal[1][1][1]).isEqualTo((8 - 0.5) / Math.sqrt(43.25), within(1e-5));
    }

    @Test
    void settings_that_cannot_be_are_refused() {
        assertThatThrownBy(() -> Conv2d.Settings.of(0, 1, 3)).hasMessageStartingWith("in must be 1 or more");
        assertThatThrownBy(() -> Conv2d.Settings.of(1, 1, 3).withStride(0)).hasMessageStartingWith("stride");
        assertThatThrownBy(() -> Conv2d.Settings.of(1, 1, 3).withPadding(-1)).hasMessageStartingWith("padding");
        assertThatThrownBy(() -> new TransposedConv2d.Settings(1, 1, 3, 2, 1, 2, true, Start.FAN_IN))
                .hasMessageStartingWith("outputPadding must be less than the stride, 2, got 2");
    }

    private static double[][][] throughComplex(Module layer, double[][][] re, double[][][] im) {
        double[][][] turns = new double[2 * re.length][][];
        for (int c = 0; c < re.length; c++) {
            turns[2 * c] = re[c];
            turns[2 * c + 1] = im[c];
        }
        return Plain.through(layer, turns);
    }

    private int draw(int below) {
        return (int) (below * random.uniform());
    }

    private static double[][] sum(double[][] a, double factorA, double[][] b, double factorB) {
        double[][] result = new double[a.length][a[0].length];
        for (int y = 0; y < a.length; y++) {
            for (int x = 0; x < a[y].length; x++) {
                result[y][x] = factorA * a[y][x] + factorB * b[y][x];
            }
        }
        return result;
    }

    private static double product(double[][][] a, double[][][] b) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            for (int y = 0; y < a[c].length; y++) {
                for (int x = 0; x < a[c][y].length; x++) {
                    sum += a[c][y][x] * b[c][y][x];
                }
            }
        }
        return sum;
    }
}
