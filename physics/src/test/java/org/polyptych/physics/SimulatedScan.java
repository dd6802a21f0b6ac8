package org.polyptych.physics;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

/**
 * Small, well-posed scans for tests: a smooth random object, a defocused disc as probe, a jittered raster. Noise-free
 * unless asked otherwise.
 */
public final class SimulatedScan {
    private static final double PIXEL = 1e-8;
    private static final double FRESNEL = 0.05;

    private int side = 32;
    private int perAxis = 8;
    private double step = 4;
    private int modes = 1;
    private boolean whole = true;
    private double counts = 1e5;
    private boolean noisy;
    private boolean near;
    private double defocus = 5;
    private double roughness = 1;
    private long seed = 7;

    /** 64 frames of 32 x 32. */
    public static SimulatedScan wellPosed() {
        return new SimulatedScan();
    }

    public SimulatedScan frames(int framesPerAxis) {
        perAxis = framesPerAxis;
        return this;
    }

    public SimulatedScan side(int pixels) {
        side = pixels;
        return this;
    }

    public SimulatedScan step(double pixels) {
        step = pixels;
        return this;
    }

    public SimulatedScan modes(int count) {
        modes = count;
        return this;
    }

    public SimulatedScan subPixel() {
        whole = false;
        return this;
    }

    public SimulatedScan counts(double perFrame) {
        counts = perFrame;
        return this;
    }

    public SimulatedScan noisy() {
        noisy = true;
        return this;
    }

    /** Phase of the probe's aperture at its rim, in radians. */
    public SimulatedScan defocus(double radians) {
        defocus = radians;
        return this;
    }

    /** An object with features of a pixel and phases of several rad: a diffuser. */
    public SimulatedScan rough() {
        roughness = 4;
        return this;
    }

    /** An object with features of some ten pixels and the same phases. */
    public SimulatedScan coarse() {
        roughness = 0.25;
        return this;
    }

    /**
     * The near field behind a cone beam that magnifies twice, with a diffuser in the beam, as near-field ptychography has
     * it; a pixel's Fresnel number is {@value #FRESNEL}.
     */
    public SimulatedScan near() {
        near = true;
        return this;
    }

    public SimulatedScan seed(long value) {
        seed = value;
        return this;
    }

    public Scan scan() {
        RandomStream random = new RandomStream(seed, 0);
        int n = perAxis * perAxis;
        double[] y = new double[n];
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            double py = (j / perAxis - (perAxis - 1) / 2.0) * step + 3 * random.uniform() - 1.5;
            double px = (j % perAxis - (perAxis - 1) / 2.0) * step + 3 * random.uniform() - 1.5;
            y[j] = (whole ? Math.rint(py) : py) * PIXEL;
            x[j] = (whole ? Math.rint(px) : px) * PIXEL;
        }
        Positions positions = new Positions(y, x);
        int grid = (int) Math.ceil((perAxis - 1) * step) + side + 10;
        Specimen specimen = Specimen.of(object(grid, random), PIXEL, PIXEL, 0, 0);
        Probe probe = (near ? diffused(probe()) : probe()).withPower(counts);
        return new Scan(
                "simulated",
                "simulated scan",
                geometry(),
                new MemoryFrames(side, side, amplitudes(specimen, probe, positions)),
                allGood(),
                positions,
                Optional.of(probe.copy()),
                Optional.empty(),
                Optional.of(new Scan.Truth(specimen, probe)),
                List.of());
    }

    private XrayGeometry geometry() {
        XrayGeometry far = new XrayGeometry(side, side, PIXEL, PIXEL, 8800, 1);
        double m = 2;
        double distance = m * PIXEL * PIXEL / (far.wavelength() * FRESNEL);
        return near ? XrayGeometry.near(side, side, m * PIXEL, m * PIXEL, 8800, distance, new NearField(m)) : far;
    }

    private boolean[] allGood() {
        boolean[] mask = new boolean[side * side];
        Arrays.fill(mask, true);
        return mask;
    }

    /** Amplitude 0.6 to 1, phase of about 1 rad, features of a few pixels. */
    private ComplexImage object(int grid, RandomStream random) {
        RealImage amplitude = smooth(grid, 2.5 / roughness, random);
        RealImage phase = smooth(grid, 2.0 / roughness, random);
        for (int i = 0; i < amplitude.size(); i++) {
            amplitude.values()[i] = 0.8f + 0.2f * (float) Math.tanh(amplitude.values()[i]);
            phase.values()[i] *= (float) (0.5 * Math.max(1, roughness));
        }
        return ComplexImage.polar(amplitude, phase);
    }

    /** Gaussian noise of unit variance, blurred. */
    private static RealImage smooth(int grid, double sigma, RandomStream random) {
        ComplexImage noise = ComplexImage.zeros(grid, grid);
        for (int i = 0; i < noise.size(); i++) {
            noise.re()[i] = (float) random.gaussian();
        }
        try (Fft2 fft = Fft2.of(grid, grid)) {
            fft.forward(noise.re(), noise.im());
            for (int ky = 0; ky < grid; ky++) {
                for (int kx = 0; kx < grid; kx++) {
                    double fy = (double) SubPixelShift.frequency(ky, grid) / grid;
                    double fx = (double) SubPixelShift.frequency(kx, grid) / grid;
                    float h = (float) Math.exp(-2 * Math.PI * Math.PI * sigma * sigma * (fy * fy + fx * fx));
                    noise.re()[ky * grid + kx] *= h;
                    noise.im()[ky * grid + kx] *= h;
                }
            }
            fft.inverse(noise.re(), noise.im());
        }
        double variance = 0;
        for (float v : noise.re()) {
            variance += (double) v * v / noise.size();
        }
        RealImage image = new RealImage(grid, grid, noise.re());
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] /= (float) Math.sqrt(variance);
        }
        return image;
    }

    /** A defocused soft disc in the detector plane; further modes are tilted copies with falling power. */
    private Probe probe() {
        ComplexImage[] all = new ComplexImage[modes];
        try (Fft2 fft = Fft2.of(side, side)) {
            for (int m = 0; m < modes; m++) {
                ComplexImage pupil = ComplexImage.zeros(side, side);
                for (int y = 0; y < side; y++) {
                    for (int x = 0; x < side; x++) {
                        double ky = SubPixelShift.frequency(y, side);
                        double kx = SubPixelShift.frequency(x, side);
                        double radius = Math.hypot(ky, kx) / (side * 0.25);
                        double amplitude = 1 / (1 + Math.exp((radius - 1) * 12));
                        double phase = defocus * radius * radius + m * 0.9 * ky / 3 * 0.5 + Math.PI * (ky + kx);
                        double weight = m == 0 ? 1 : 0.45 / m * kx / (side * 0.2);
                        pupil.re()[y * side + x] = (float) (weight * amplitude * Math.cos(phase));
                        pupil.im()[y * side + x] = (float) (weight * amplitude * Math.sin(phase));
                    }
                }
                fft.inverse(pupil.re(), pupil.im());
                all[m] = pupil;
            }
        }
        return Probe.of(all).orthogonalised();
    }

    /** Behind phases of about 1 rad that change within two pixels. */
    private Probe diffused(Probe beam) {
        RealImage phase = smooth(side, 1.2, new RandomStream(seed, -1));
        ComplexImage[] all = new ComplexImage[modes];
        for (int m = 0; m < modes; m++) {
            ComplexImage mode = beam.mode(m).copy();
            for (int i = 0; i < mode.size(); i++) {
                double cos = Math.cos(phase.values()[i]);
                double sin = Math.sin(phase.values()[i]);
                float re = mode.re()[i];
                float im = mode.im()[i];
                mode.re()[i] = (float) (cos * re - sin * im);
                mode.im()[i] = (float) (cos * im + sin * re);
            }
            all[m] = mode;
        }
        return Probe.of(all);
    }

    private float[][] amplitudes(Specimen specimen, Probe probe, Positions positions) {
        FramePlacements placements = FramePlacements.of(specimen, positions, side, side, false);
        ComplexImage[] all = new ComplexImage[modes];
        for (int m = 0; m < modes; m++) {
            all[m] = probe.mode(m);
        }
        float[][] amplitudes = new float[positions.count()][];
        Propagation propagation = Propagation.of(geometry());
        try (FrameKernel kernel = new FrameKernel(propagation, modes, !whole)) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(all, kernel.fft(), !whole);
            for (int j = 0; j < amplitudes.length; j++) {
                kernel.place(specimen.image(), spectrum, placements, j);
                kernel.exitWaves();
                kernel.toDetector();
                float[] intensity = new float[side * side];
                kernel.intensity(intensity);
                RandomStream noise = new RandomStream(seed, j + 1);
                for (int i = 0; i < intensity.length; i++) {
                    double mean = intensity[i];
                    intensity[i] = (float) Math.sqrt(noisy ? noise.poisson(mean) : mean);
                }
                amplitudes[j] = propagation.toFile(intensity);
            }
        }
        return amplitudes;
    }
}
