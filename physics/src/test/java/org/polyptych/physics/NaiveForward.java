package org.polyptych.physics;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import org.polyptych.core.ComplexImage;

/**
 * The forward model written down as its equations stand, in double, with Fourier sums in place of fast transforms and
 * nothing shared with what it checks. Everything may be changed in place.
 */
final class NaiveForward {
    /** [mode][slice][0 for real, 1 for imaginary part][pixel] */
    final double[][][][] specimen;
    /** Of one variation after the other: [mode][part][pixel] */
    final double[][][] probe;
    /** [frame][variation] */
    final double[][] weights;

    final double[] y;
    final double[] x;
    final double[] motionY;
    final double[] motionX;
    final double[] background;
    final double[] intensity;
    final double[] spacing;
    final double[] descanY;
    final double[] descanX;
    private final int parts;
    private final Specimen grid;
    private final Scan scan;
    private final double wavelength;
    /** By predicted intensity and measured amplitude. */
    private final DoubleBinaryOperator loss;

    private final int upsample;
    private final int rows;
    private final int columns;

    NaiveForward(Scan scan, Parameters at, double wavelength, DoubleBinaryOperator loss) {
        this.scan = scan;
        this.grid = at.specimen();
        this.wavelength = wavelength;
        this.loss = loss;
        this.upsample = at.conditions().upsample();
        this.rows = at.probe().rows();
        this.columns = at.probe().columns();
        int n = at.positions().count();
        Conditions conditions = at.conditions();
        this.specimen = new double[grid.modes()][grid.slices()][][];
        for (int q = 0; q < grid.modes(); q++) {
            for (int s = 0; s < grid.slices(); s++) {
                specimen[q][s] = doubles(grid.images()[q][s]);
            }
        }
        this.weights = new double[n][];
        for (int j = 0; j < n; j++) {
            weights[j] = conditions.weights() == null ? new double[] {1} : conditions.weights()[j].clone();
        }
        int modes = at.probe().modes();
        this.probe = new double[weights[0].length * modes][][];
        for (int k = 0; k < probe.length; k++) {
            probe[k] = doubles(at.probe().mode(k / modes, k % modes));
        }
        this.y = at.positions().y().clone();
        this.x = at.positions().x().clone();
        Motion motion = conditions.motion();
        this.parts = motion == null ? 1 : motion.parts();
        this.motionY = motion == null ? new double[n] : motion.y().clone();
        this.motionX = motion == null ? new double[n] : motion.x().clone();
        this.background = new double[rows * columns];
        for (int i = 0; conditions.background() != null && i < background.length; i++) {
            background[i] = conditions.background()[i];
        }
        this.intensity = new double[n];
        Arrays.fill(intensity, 1);
        if (conditions.intensity() != null) {
            System.arraycopy(conditions.intensity(), 0, intensity, 0, n);
        }
        this.spacing = grid.sliceSpacing().clone();
        Descan descan = conditions.descan();
        this.descanY = descan == null ? new double[n] : descan.y().clone();
        this.descanX = descan == null ? new double[n] : descan.x().clone();
    }

    private static double[][] doubles(ComplexImage image) {
        double[][] planes = new double[2][image.size()];
        for (int i = 0; i < image.size(); i++) {
            planes[0][i] = image.re()[i];
            planes[1][i] = image.im()[i];
        }
        return planes;
    }

    /** The loss of frames {@code from} (included) to {@code to} (excluded). */
    double loss(int from, int to) {
        double sum = 0;
        for (int j = from; j < to; j++) {
            double[] predicted = pattern(j);
            float[] measured = scan.frames().frame(j);
            for (int i = 0; i < predicted.length; i++) {
                sum += scan.mask()[i] ? loss.applyAsDouble(predicted[i], measured[i]) : 0;
            }
        }
        return sum;
    }

    /** Intensities of a frame, in the far field with zero frequency at pixel N/2. */
    double[] pattern(int j) {
        double[] sum = new double[rows * columns];
        boolean near = scan.geometry().near().isPresent();
        for (int k = 0; k < parts; k++) {
            double along = (k + 0.5) / parts - 0.5;
            double row = (y[j] + along * motionY[j] - grid.centreY()) / grid.pixelHeight() + grid.rows() / 2;
            double column = (x[j] + along * motionX[j] - grid.centreX()) / grid.pixelWidth() + grid.columns() / 2;
            for (double[][][] slices : specimen) {
                for (double[][] mode : probe(j)) {
                    double[][] wave = exitWave(
                            shifted(mode, row - Math.rint(row), column - Math.rint(column)),
                            slices,
                            (int) Math.rint(row) - rows / 2,
                            (int) Math.rint(column) - columns / 2);
                    // beam and detector stand still: what the probe was shifted by, the pattern is shifted back by
                    double[][] seen = near
                            ? shifted(
                                    travelled(wave, scan.geometry().propagationDistance()),
                                    Math.rint(row) - row,
                                    Math.rint(column) - column)
                            : transform(tilted(wave, descanY[j], descanX[j]), -1);
                    for (int i = 0; i < sum.length; i++) {
                        double power = seen[0][i] * seen[0][i] + seen[1][i] * seen[1][i];
                        sum[i] += intensity[j] / parts * power;
                    }
                }
            }
        }
        double[] centred = new double[sum.length];
        for (int i = 0; i < sum.length; i++) {
            if (near) {
                centred[i] += sum[i];
                continue;
            }
            int to = (i / columns + rows / 2) % rows * columns + (i % columns + columns / 2) % columns;
            centred[to] += sum[i];
        }
        double[] counted = background.clone();
        for (int i = 0; i < counted.length; i++) {
            int top = i / columns / upsample * upsample;
            int left = i % columns / upsample * upsample;
            for (int k = 0; k < upsample * upsample; k++) {
                counted[i] += centred[(top + k / upsample) * columns + left + k % upsample] / (upsample * upsample);
            }
        }
        return counted;
    }

    /** [mode][part][pixel] of a frame: the weighted sum of the variations. */
    private double[][][] probe(int j) {
        int modes = probe.length / weights[j].length;
        double[][][] sum = new double[modes][2][rows * columns];
        for (int k = 0; k < probe.length; k++) {
            for (int i = 0; i < rows * columns; i++) {
                sum[k % modes][0][i] += weights[j][k / modes] * probe[k][0][i];
                sum[k % modes][1][i] += weights[j][k / modes] * probe[k][1][i];
            }
        }
        return sum;
    }

    private double[][] exitWave(double[][] wave, double[][][] slices, int top, int left) {
        double[][] now = wave;
        for (int s = 0; s < slices.length; s++) {
            if (s > 0) {
                double down = spacing[s - 1] * Math.tan(grid.tilt().y());
                double right = spacing[s - 1] * Math.tan(grid.tilt().x());
                now = shifted(travelled(now, spacing[s - 1]), -down / grid.pixelHeight(), -right / grid.pixelWidth());
            }
            double[][] next = new double[2][rows * columns];
            for (int i = 0; i < rows * columns; i++) {
                int from = (top + i / columns) * grid.columns() + left + i % columns;
                double re = slices[s][0][from];
                double im = slices[s][1][from];
                next[0][i] = now[0][i] * re - now[1][i] * im;
                next[1][i] = now[0][i] * im + now[1][i] * re;
            }
            now = next;
        }
        return now;
    }

    /** The wave with a phase that moves its far field by pixels of the detector. */
    private double[][] tilted(double[][] wave, double down, double right) {
        double[][] out = new double[2][rows * columns];
        for (int i = 0; i < rows * columns; i++) {
            double y = i / columns - rows / 2;
            double x = i % columns - columns / 2;
            double angle = 2 * Math.PI * (down * y / rows + right * x / columns);
            out[0][i] = wave[0][i] * Math.cos(angle) - wave[1][i] * Math.sin(angle);
            out[1][i] = wave[0][i] * Math.sin(angle) + wave[1][i] * Math.cos(angle);
        }
        return out;
    }

    private double[][] travelled(double[][] wave, double z) {
        double k = 1 / wavelength;
        return filtered(wave, (fy, fx) -> z * 2 * Math.PI * (Math.sqrt(k * k - fy * fy - fx * fx) - k));
    }

    private double[][] shifted(double[][] wave, double down, double right) {
        return filtered(
                wave, (fy, fx) -> -2 * Math.PI * (fy * grid.pixelHeight() * down + fx * grid.pixelWidth() * right));
    }

    /** The image with its spectrum multiplied by exp(i phase), the phase given for frequencies in cycles per metre. */
    private double[][] filtered(double[][] image, DoubleBinaryOperator phase) {
        double[][] spectrum = transform(image, -1);
        for (int ky = 0; ky < rows; ky++) {
            for (int kx = 0; kx < columns; kx++) {
                double fy = (ky < (rows + 1) / 2 ? ky : ky - rows) / (rows * grid.pixelHeight());
                double fx = (kx < (columns + 1) / 2 ? kx : kx - columns) / (columns * grid.pixelWidth());
                double angle = phase.applyAsDouble(fy, fx);
                int i = ky * columns + kx;
                double re = spectrum[0][i];
                spectrum[0][i] = re * Math.cos(angle) - spectrum[1][i] * Math.sin(angle);
                spectrum[1][i] = re * Math.sin(angle) + spectrum[1][i] * Math.cos(angle);
            }
        }
        return transform(spectrum, 1);
    }

    /** Unitary Fourier sums along columns, then along rows. */
    private double[][] transform(double[][] image, int sign) {
        return along(along(image, rows, columns, sign), columns, 1, sign);
    }

    /** Sums over an axis of n pixels, neighbours on which lie a stride apart. */
    private double[][] along(double[][] image, int n, int stride, int sign) {
        double[][] out = new double[2][rows * columns];
        double[] cosines = new double[n];
        double[] sines = new double[n];
        for (int k = 0; k < n; k++) {
            cosines[k] = Math.cos(2 * Math.PI * k / n) / Math.sqrt(n);
            sines[k] = sign * Math.sin(2 * Math.PI * k / n) / Math.sqrt(n);
        }
        for (int i = 0; i < rows * columns; i++) {
            int k = i / stride % n;
            int first = i - k * stride;
            for (int r = 0; r < n; r++) {
                double cos = cosines[k * r % n];
                double sin = sines[k * r % n];
                out[0][i] += image[0][first + r * stride] * cos - image[1][first + r * stride] * sin;
                out[1][i] += image[0][first + r * stride] * sin + image[1][first + r * stride] * cos;
            }
        }
        return out;
    }
}
