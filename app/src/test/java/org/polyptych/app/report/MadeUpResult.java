package org.polyptych.app.report;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.objects.SiemensStar;

/** A made-up result: a star of weak phase and absorption on a ramp, two modes, a jittered raster of 100 frames. */
final class MadeUpResult {
    static final int EDGE = 300;
    static final int DETECTOR = 96;
    static final double PIXEL = 20e-9;
    static final double ROW_SLOPE = 0.05;
    static final double COLUMN_SLOPE = -0.03;

    private MadeUpResult() {}

    static Result result() {
        return result("Star <1> & \"co\"");
    }

    static Result result(String name) {
        Specimen specimen = Specimen.of(star(), PIXEL, PIXEL, 1e-6, -2e-6);
        Probe probe = Probe.of(mode(0, 1), mode(0.6, 0.35)).orthogonalised().withPower(4e5);
        Positions positions = positions();
        double[] losses = new double[60];
        Arrays.setAll(losses, k -> 0.02 + 3 * Math.exp(-k / 6.0));
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("object.margin", "2");
        settings.put("probe.modes", "2");
        settings.put("rpie.alpha", "0.1");
        return new Result(
                specimen,
                probe,
                positions,
                Illumination.of(specimen, probe, positions),
                losses,
                new Result.Provenance(
                        name,
                        "made up for a test",
                        new XrayGeometry(DETECTOR, DETECTOR, PIXEL, PIXEL, 8333, 1.9),
                        "rpie",
                        "mean squared error of amplitudes (sqrt counts)",
                        60,
                        7,
                        settings,
                        "Polyptych development",
                        "a test, 2 processors, 2 threads, Java 25, FFT mkl",
                        "2026-01-02T03:04:05Z",
                        12.5));
    }

    static ReportData report() {
        return report(result());
    }

    static ReportData report(Result result) {
        RealImage mean = meanPattern(result);
        RealImage measured = mean.copy();
        RandomStream random = new RandomStream(11, 0);
        for (int i = 0; i < measured.size(); i++) {
            measured.values()[i] = (float) (random.poisson(mean.values()[i] * 100) / 100);
        }
        boolean[] mask = new boolean[mean.size()];
        Arrays.fill(mask, true);
        Arrays.fill(mask, 20 * DETECTOR, 21 * DETECTOR, false);
        Scan scan = new Scan(
                result.provenance().name(),
                "made up for a test",
                result.provenance().geometry(),
                new MemoryFrames(DETECTOR, DETECTOR, new float[100][DETECTOR * DETECTOR]),
                mask,
                result.positions(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("the pixel size is nominal <unchecked>", "positions were taken to be in metres"));
        return new ReportData(
                result,
                scan,
                measured,
                mean,
                List.of("@article{maiden2017,\n  title = {Further improvements & <more>},\n  year = {2017}\n}"));
    }

    /** A star with some roughness, on a ramp. */
    private static ComplexImage star() {
        ComplexImage metal = new SiemensStar(118, 18, 0.88, -0.7).image(EDGE, EDGE, 1, 1);
        RealImage amplitude = metal.amplitude();
        RealImage phase = metal.phase();
        RandomStream random = new RandomStream(2, 0);
        for (int i = 0; i < amplitude.size(); i++) {
            amplitude.values()[i] += (float) (0.01 * random.gaussian());
            phase.values()[i] +=
                    (float) (0.02 * random.gaussian() + ROW_SLOPE * (i / EDGE) + COLUMN_SLOPE * (i % EDGE) + 1);
        }
        return ComplexImage.polar(amplitude, phase);
    }

    /** A defocused beam with the shade of a central stop. */
    private static ComplexImage mode(double tilt, double strength) {
        ComplexImage image = ComplexImage.zeros(DETECTOR, DETECTOR);
        for (int y = 0; y < DETECTOR; y++) {
            for (int x = 0; x < DETECTOR; x++) {
                double dy = y - DETECTOR / 2.0;
                double dx = x - DETECTOR / 2.0;
                double r = Math.hypot(dy, dx);
                double a = strength
                        * (Math.exp(-Math.pow(r / 17, 4)) - 0.8 * Math.exp(-r * r / 30))
                        * (tilt == 0 ? 1 : dx / 12);
                double phase = 0.012 * r * r + tilt * dy / 10;
                image.re()[y * DETECTOR + x] = (float) (a * Math.cos(phase));
                image.im()[y * DETECTOR + x] = (float) (a * Math.sin(phase));
            }
        }
        return image;
    }

    private static Positions positions() {
        RandomStream random = new RandomStream(4, 0);
        double[] y = new double[100];
        double[] x = new double[100];
        for (int j = 0; j < 100; j++) {
            y[j] = 1e-6 + PIXEL * (20 * (j / 10 - 4.5) + 4 * (random.uniform() - 0.5));
            x[j] = -2e-6 + PIXEL * (20 * (j % 10 - 4.5) + 4 * (random.uniform() - 0.5));
        }
        return new Positions(y, x);
    }

    private static RealImage meanPattern(Result result) {
        RealImage sum = RealImage.zeros(DETECTOR, DETECTOR);
        Specimen specimen = result.specimen();
        try (Fft2 fft = Fft2.of(DETECTOR, DETECTOR)) {
            for (int j = 0; j < result.positions().count(); j++) {
                int top = (int) Math.rint(specimen.rowOf(result.positions().y()[j])) - DETECTOR / 2;
                int left = (int) Math.rint(specimen.columnOf(result.positions().x()[j])) - DETECTOR / 2;
                ComplexImage patch = specimen.image().crop(top, left, DETECTOR, DETECTOR);
                for (int m = 0; m < result.probe().modes(); m++) {
                    ComplexImage mode = result.probe().mode(m);
                    ComplexImage exit = ComplexImage.zeros(DETECTOR, DETECTOR);
                    for (int i = 0; i < exit.size(); i++) {
                        exit.re()[i] = mode.re()[i] * patch.re()[i] - mode.im()[i] * patch.im()[i];
                        exit.im()[i] = mode.re()[i] * patch.im()[i] + mode.im()[i] * patch.re()[i];
                    }
                    fft.forward(exit.re(), exit.im());
                    ComplexImage centred = FftOrder.toCentred(exit);
                    for (int i = 0; i < exit.size(); i++) {
                        sum.values()[i] +=
                                (centred.re()[i] * centred.re()[i] + centred.im()[i] * centred.im()[i]) / 100;
                    }
                }
            }
        }
        return sum;
    }
}
