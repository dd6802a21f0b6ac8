package org.polyptych.engines;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.polyptych.core.ComplexImage;

/**
 * Ptychography as one writes it on paper: complex images in double precision, the Fourier transform as a double sum, one
 * array operation after the other. To check engines against on tiny problems.
 */
final class NaiveOptics {
    private NaiveOptics() {}

    /** A complex image [row][column][re, im]. */
    record Field(double[][][] z) {
        static Field of(ComplexImage image) {
            return make(image.rows(), image.columns(), (y, x) ->
                    new double[] {image.re()[y * image.columns() + x], image.im()[y * image.columns() + x]});
        }

        static Field zeros(int rows, int columns) {
            return make(rows, columns, (y, x) -> new double[2]);
        }

        private static Field make(int rows, int columns, Pixel pixel) {
            double[][][] z = new double[rows][columns][];
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    z[y][x] = pixel.at(y, x);
                }
            }
            return new Field(z);
        }

        int rows() {
            return z.length;
        }

        int columns() {
            return z[0].length;
        }

        Field cut(int top, int left, int rows, int columns) {
            return make(rows, columns, (y, x) -> z[top + y][left + x].clone());
        }

        Field times(Field b) {
            return make(rows(), columns(), (y, x) -> product(z[y][x], b.z[y][x]));
        }

        Field conj() {
            return make(rows(), columns(), (y, x) -> new double[] {z[y][x][0], -z[y][x][1]});
        }

        Field times(double a) {
            return make(rows(), columns(), (y, x) -> new double[] {a * z[y][x][0], a * z[y][x][1]});
        }

        Field plus(Field b) {
            return make(
                    rows(), columns(), (y, x) -> new double[] {z[y][x][0] + b.z[y][x][0], z[y][x][1] + b.z[y][x][1]});
        }

        Field minus(Field b) {
            return plus(b.times(-1));
        }

        /** Divided by a real image, pixel by pixel. */
        Field over(double[][] b) {
            return make(rows(), columns(), (y, x) -> new double[] {z[y][x][0] / b[y][x], z[y][x][1] / b[y][x]});
        }

        double[][] squared() {
            double[][] out = new double[rows()][columns()];
            for (int y = 0; y < rows(); y++) {
                for (int x = 0; x < columns(); x++) {
                    out[y][x] = z[y][x][0] * z[y][x][0] + z[y][x][1] * z[y][x][1];
                }
            }
            return out;
        }

        double[] sum() {
            double[] sum = new double[2];
            for (double[][] row : z) {
                for (double[] pixel : row) {
                    sum[0] += pixel[0];
                    sum[1] += pixel[1];
                }
            }
            return sum;
        }

        /** Times cos + i sin. */
        Field turned(double cos, double sin) {
            return make(rows(), columns(), (y, x) -> product(z[y][x], new double[] {cos, sin}));
        }

        double max() {
            return Arrays.stream(squared())
                    .flatMapToDouble(Arrays::stream)
                    .max()
                    .orElseThrow();
        }

        double power() {
            return Arrays.stream(squared()).flatMapToDouble(Arrays::stream).sum();
        }

        /** Adds a smaller image to the rectangle that begins at (top, left), in place. */
        void add(Field small, int top, int left) {
            for (int y = 0; y < small.rows(); y++) {
                for (int x = 0; x < small.columns(); x++) {
                    z[top + y][left + x][0] += small.z[y][x][0];
                    z[top + y][left + x][1] += small.z[y][x][1];
                }
            }
        }

        /** The unitary transform, zero frequency at the middle on both sides; sign -1 is forward. */
        Field transformed(int sign) {
            return make(rows(), columns(), (ky, kx) -> {
                double[] sum = new double[2];
                for (int y = 0; y < rows(); y++) {
                    for (int x = 0; x < columns(); x++) {
                        double turns = (double) (ky - rows() / 2) * (y - rows() / 2) / rows()
                                + (double) (kx - columns() / 2) * (x - columns() / 2) / columns();
                        double[] turned = product(z[y][x], new double[] {
                            Math.cos(2 * Math.PI * turns), sign * Math.sin(2 * Math.PI * turns)
                        });
                        sum[0] += turned[0];
                        sum[1] += turned[1];
                    }
                }
                double unit = Math.sqrt((double) rows() * columns());
                return new double[] {sum[0] / unit, sum[1] / unit};
            });
        }

        private static double[] product(double[] a, double[] b) {
            return new double[] {a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]};
        }

        private interface Pixel {
            double[] at(int y, int x);
        }
    }

    /** Pi_F of an exit wave: the measured amplitude on good pixels, the wave's own on masked ones. */
    static Field project(Field exitWave, float[] amplitude, IntPredicate good) {
        Field detector = exitWave.transformed(-1);
        int columns = detector.columns();
        for (int y = 0; y < detector.rows(); y++) {
            for (int x = 0; x < columns; x++) {
                double[] z = detector.z()[y][x];
                double modulus = Math.hypot(z[0], z[1]);
                if (good.test(y * columns + x)) {
                    z[0] *= amplitude[y * columns + x] / modulus;
                    z[1] *= amplitude[y * columns + x] / modulus;
                }
            }
        }
        return detector.transformed(1);
    }

    /** sum += addend on the rectangle that begins at (top, left). */
    static void add(double[][] sum, double[][] addend, int top, int left) {
        for (int y = 0; y < addend.length; y++) {
            for (int x = 0; x < addend[0].length; x++) {
                sum[top + y][left + x] += addend[y][x];
            }
        }
    }

    /** a everywhere plus b. */
    static double[][] plus(double a, double[][] b) {
        return Arrays.stream(b)
                .map(row -> Arrays.stream(row).map(v -> a + v).toArray())
                .toArray(double[][]::new);
    }
}
