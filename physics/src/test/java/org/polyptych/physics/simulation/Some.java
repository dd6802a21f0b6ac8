package org.polyptych.physics.simulation;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** Small things to simulate with. */
final class Some {
    static final double PIXEL = 5e-9;

    private Some() {}

    static XrayGeometry geometry(int rows, int columns) {
        return new XrayGeometry(rows, columns, PIXEL, PIXEL, 10_000, 1);
    }

    /** Smooth in amplitude and phase, different everywhere. */
    static ComplexImage image(int rows, int columns) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double amplitude = 0.8 + 0.15 * Math.sin(0.31 * y + 0.17 * x);
                double phase = Math.sin(0.23 * y - 0.4 * x) + 0.5 * Math.cos(0.11 * x * y / columns);
                image.re()[y * columns + x] = (float) (amplitude * Math.cos(phase));
                image.im()[y * columns + x] = (float) (amplitude * Math.sin(phase));
            }
        }
        return image;
    }

    /** A curved Gaussian beam, and tilted ones as further modes. */
    static Probe probe(int rows, int columns, int modes) {
        ComplexImage[] all = new ComplexImage[modes];
        for (int m = 0; m < modes; m++) {
            all[m] = ComplexImage.zeros(rows, columns);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    double dy = (y - rows / 2) / (rows / 8.0);
                    double dx = (x - columns / 2) / (columns / 8.0);
                    double amplitude = 20 * Math.exp(-(dy * dy + dx * dx) / 2) / (m + 1);
                    double phase = 0.8 * (dy * dy + dx * dx) + m * dy;
                    all[m].re()[y * columns + x] = (float) (amplitude * Math.cos(phase));
                    all[m].im()[y * columns + x] = (float) (amplitude * Math.sin(phase));
                }
            }
        }
        return Probe.of(all);
    }

    /** 25 frames of 16 x 16 on whole pixels. */
    static Simulation small() {
        XrayGeometry geometry = geometry(16, 16);
        Positions positions = Raster.square(5, 3).positions(geometry);
        Specimen specimen = SpecimenPlacement.under(image(40, 40), geometry, positions);
        return Simulation.of(geometry, specimen, probe(16, 16, 1), positions);
    }

    /** Positions moved by up to half a pixel. */
    static Positions jittered(Positions positions, double pixels) {
        RandomStream random = new RandomStream(77, 0);
        double[] y = positions.y().clone();
        double[] x = positions.x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] += (random.uniform() - 0.5) * pixels * PIXEL;
            x[j] += (random.uniform() - 0.5) * pixels * PIXEL;
        }
        return new Positions(y, x);
    }

    static double[] counts(Scan scan, int frame) {
        float[] amplitudes = scan.frames().frame(frame);
        double[] counts = new double[amplitudes.length];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (double) amplitudes[i] * amplitudes[i];
        }
        return counts;
    }

    static double total(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum;
    }
}
