package org.polyptych.electron.calibration;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.electron.optics.Aberration;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.ProbeDrift;
import org.polyptych.physics.simulation.Simulation;

/**
 * A simulated 4D-STEM scan of round blobs of positive phase, whose positions are told in axes that are turned and transposed
 * against the detector: 300 kV, 3 mrad, frames of 64 x 64, pixels of 2 A.
 *
 * @param axes what turns the told positions into the true ones
 * @param defocus metres
 * @param c12 metres
 * @param phi12 radians
 * @param side positions of a side of the square raster
 * @param step pixels of 2 A
 * @param noise as {@link NoiseSpec#parse} has it
 * @param phase of a blob, radians
 * @param tilt how far patterns move over the detector during the scan, in its pixels
 * @param offAxis how far the zero beam lies off the middle pixel, down and to the right, in detector pixels
 * @param askew degrees by which the raster's lines are turned, told and true alike
 */
public record BlobScan(
        ScanAxes axes,
        double defocus,
        double c12,
        double phi12,
        int side,
        double step,
        String noise,
        double phase,
        double tilt,
        double offAxis,
        double askew) {
    /** Of all of them. */
    public static final ElectronGeometry GEOMETRY = new ElectronGeometry(64, 64, 2e-10, 2e-10, 300e3, Double.NaN);

    static final double CONVERGENCE = 3e-3;

    /** In a perfect lens, without noise. */
    public static BlobScan turned(double degrees, boolean transposed, double defocus) {
        return new BlobScan(
                new ScanAxes(Math.toRadians(degrees), transposed), defocus, 0, 0, 20, 6, "none", 0.1, 0, 0, 0);
    }

    BlobScan astigmatic(double metres, double angle) {
        return new BlobScan(axes, defocus, metres, angle, side, step, noise, phase, tilt, offAxis, askew);
    }

    /** Another raster. */
    public BlobScan raster(int otherSide, double otherStep) {
        return new BlobScan(axes, defocus, c12, phi12, otherSide, otherStep, noise, phase, tilt, offAxis, askew);
    }

    /** With noise. */
    public BlobScan noisy(String other) {
        return new BlobScan(axes, defocus, c12, phi12, side, step, other, phase, tilt, offAxis, askew);
    }

    /** Of other phases, radians. */
    public BlobScan blobs(double other) {
        return new BlobScan(axes, defocus, c12, phi12, side, step, noise, other, tilt, offAxis, askew);
    }

    BlobScan descanned(double pixels) {
        return new BlobScan(axes, defocus, c12, phi12, side, step, noise, phase, pixels, offAxis, askew);
    }

    /** With the zero beam beside the middle pixel. */
    public BlobScan offAxis(double pixels) {
        return new BlobScan(axes, defocus, c12, phi12, side, step, noise, phase, tilt, pixels, askew);
    }

    /** With a raster whose lines are turned by so many degrees. */
    public BlobScan askew(double degrees) {
        return new BlobScan(axes, defocus, c12, phi12, side, step, noise, phase, tilt, offAxis, degrees);
    }

    /** The probe, its power 10,000. */
    public Probe probe() {
        Aberrations aberrations = new Aberrations(List.of(new Aberration(1, 2, c12, phi12))).withDefocus(defocus);
        ComplexImage wave = new Lens(CONVERGENCE, aberrations).probe(GEOMETRY);
        for (int i = 0; i < wave.size(); i++) {
            double ramp = 2 * Math.PI * offAxis * ((i / 64 - 32) + (i % 64 - 32)) / 64;
            double re = wave.re()[i] * Math.cos(ramp) - wave.im()[i] * Math.sin(ramp);
            wave.im()[i] = (float) (wave.re()[i] * Math.sin(ramp) + wave.im()[i] * Math.cos(ramp));
            wave.re()[i] = (float) re;
        }
        return Probe.of(wave).withPower(1e4);
    }

    /** The scan; its truth is where the frames really were. */
    public Scan scan() {
        Positions told = positions();
        double[] y = new double[told.count()];
        double[] x = new double[told.count()];
        for (int j = 0; j < y.length; j++) {
            double[] place = axes.mapped(told.y()[j], told.x()[j]);
            y[j] = place[0];
            x[j] = place[1];
        }
        Simulation simulation = Simulation.of(GEOMETRY, specimen(), probe(), new Positions(y, x))
                .noise(NoiseSpec.parse(noise))
                .seed(3);
        if (tilt > 0) {
            simulation = simulation.probeDrift(new ProbeDrift(tilt, 30, 0, 0));
        }
        return simulation.run().withPositions(told);
    }

    private Positions positions() {
        double[] y = new double[side * side];
        double[] x = new double[side * side];
        for (int j = 0; j < y.length; j++) {
            double down = (j / side - side / 2) * step * GEOMETRY.pixelHeight();
            double right = (j % side - side / 2) * step * GEOMETRY.pixelWidth();
            double turn = Math.toRadians(askew);
            y[j] = down * Math.cos(turn) + right * Math.sin(turn);
            x[j] = right * Math.cos(turn) - down * Math.sin(turn);
        }
        return new Positions(y, x);
    }

    private Specimen specimen() {
        int size = (int) (1.5 * side * step) + 80;
        double[] phases = new double[size * size];
        RandomStream random = new RandomStream(7, 0);
        for (int blob = 0; blob < size * size / 150; blob++) {
            double cy = random.uniform() * size;
            double cx = random.uniform() * size;
            double radius = 1.2 + 2 * random.uniform();
            double height = phase * (0.5 + random.uniform());
            for (int row = (int) Math.max(0, cy - 12); row < Math.min(size, cy + 12); row++) {
                for (int column = (int) Math.max(0, cx - 12); column < Math.min(size, cx + 12); column++) {
                    double square = (row - cy) * (row - cy) + (column - cx) * (column - cx);
                    phases[row * size + column] += height * Math.exp(-square / (2 * radius * radius));
                }
            }
        }
        ComplexImage image = ComplexImage.zeros(size, size);
        for (int i = 0; i < phases.length; i++) {
            image.re()[i] = (float) Math.cos(phases[i]);
            image.im()[i] = (float) Math.sin(phases[i]);
        }
        return Specimen.of(image, GEOMETRY.pixelHeight(), GEOMETRY.pixelWidth(), 0, 0);
    }
}
