package org.polyptych.neural.layer;

import java.util.Arrays;
import java.util.function.IntBinaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/** Layers written as loops over single numbers, for the values they must give; images are [channel][row][column]. */
final class Plain {
    private Plain() {}

    /** What a layer makes of one image. */
    static double[][][] through(Module layer, double[][][] image) {
        try (Scope scope = Scope.open()) {
            return images(layer.forward(tensor(new double[][][][] {image})))[0];
        }
    }

    static Tensor tensor(double[][][][] images) {
        int channels = images[0].length;
        int rows = images[0][0].length;
        int columns = images[0][0][0].length;
        float[] values = new float[images.length * channels * rows * columns];
        int k = 0;
        for (double[][][] image : images) {
            for (double[][] channel : image) {
                for (double[] row : channel) {
                    for (double value : row) {
                        values[k++] = (float) value;
                    }
                }
            }
        }
        return Tensors.of(values, images.length, channels, rows, columns);
    }

    static double[][][][] images(Tensor tensor) {
        long[] shape = tensor.shape();
        double[][][][] images = new double[(int) shape[0]][(int) shape[1]][(int) shape[2]][(int) shape[3]];
        double[] values = Tensors.doubles(tensor);
        int k = 0;
        for (double[][][] image : images) {
            for (double[][] channel : image) {
                for (double[] row : channel) {
                    for (int x = 0; x < row.length; x++) {
                        row[x] = values[k++];
                    }
                }
            }
        }
        return images;
    }

    /** Where a border takes a pixel from that lies at the place given of so many; -1 for nowhere. */
    static IntBinaryOperator border(Border border) {
        return switch (border) {
            case ZERO -> (at, size) -> at < 0 || at >= size ? -1 : at;
            case CIRCULAR -> (at, size) -> Math.floorMod(at, size);
            case REFLECT -> (at, size) -> at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
        };
    }

    static double[][][] convolution(double[][][] image, float[] weight, float[] bias, Conv2d.Settings s) {
        int rows = image[0].length;
        int columns = image[0][0].length;
        int k = s.kernel();
        int outRows = (rows + 2 * s.padding() - k) / s.stride() + 1;
        int outColumns = (columns + 2 * s.padding() - k) / s.stride() + 1;
        IntBinaryOperator from = border(s.border());
        double[][][] result = new double[s.out()][outRows][outColumns];
        for (int o = 0; o < s.out(); o++) {
            for (int y = 0; y < outRows; y++) {
                for (int x = 0; x < outColumns; x++) {
                    double sum = bias == null ? 0 : bias[o];
                    for (int i = 0; i < s.in(); i++) {
                        for (int v = 0; v < k; v++) {
                            for (int u = 0; u < k; u++) {
                                int row = from.applyAsInt(y * s.stride() + v - s.padding(), rows);
                                int column = from.applyAsInt(x * s.stride() + u - s.padding(), columns);
                                if (row >= 0 && column >= 0) {
                                    sum += weight[((o * s.in() + i) * k + v) * k + u] * image[i][row][column];
                                }
                            }
                        }
                    }
                    result[o][y][x] = sum;
                }
            }
        }
        return result;
    }

    static double[][][] transposed(double[][][] image, float[] weight, float[] bias, TransposedConv2d.Settings s) {
        int rows = image[0].length;
        int columns = image[0][0].length;
        int k = s.kernel();
        int outRows = (rows - 1) * s.stride() - 2 * s.padding() + k + s.outputPadding();
        int outColumns = (columns - 1) * s.stride() - 2 * s.padding() + k + s.outputPadding();
        double[][][] result = new double[s.out()][outRows][outColumns];
        for (int o = 0; o < s.out(); o++) {
            for (double[] row : result[o]) {
                Arrays.fill(row, bias == null ? 0 : bias[o]);
            }
            for (int i = 0; i < s.in(); i++) {
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < columns; x++) {
                        for (int v = 0; v < k; v++) {
                            for (int u = 0; u < k; u++) {
                                int row = y * s.stride() + v - s.padding();
                                int column = x * s.stride() + u - s.padding();
                                if (row >= 0 && row < outRows && column >= 0 && column < outColumns) {
                                    result[o][row][column] +=
                                            weight[((i * s.out() + o) * k + v) * k + u] * image[i][y][x];
                                }
                            }
                        }
                    }
                }
            }
        }
        return result;
    }
}
