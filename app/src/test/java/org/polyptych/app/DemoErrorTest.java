package org.polyptych.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class DemoErrorTest {
    private static final int N = 160;
    private static final double PIXEL = 1e-8;

    private final ComplexImage star = SiemensStar.image(N);

    @Test
    void what_the_data_leave_open_is_no_error() {
        ComplexImage found = ComplexImage.zeros(N, N);
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                int from = Math.floorMod(y - 1, N) * N + Math.floorMod(x + 2, N); // a shift of whole pixels
                double angle = 0.4 + 0.02 * y - 0.01 * x; // a phase and a ramp
                double re = 3 * star.re()[from]; // a scale
                double im = 3 * star.im()[from];
                found.re()[y * N + x] = (float) (re * Math.cos(angle) - im * Math.sin(angle));
                found.im()[y * N + x] = (float) (re * Math.sin(angle) + im * Math.cos(angle));
            }
        }
        assertThat(error(found)).isLessThan(0.01);
    }

    @Test
    void noise_is_told_at_its_size() {
        RandomStream random = new RandomStream(1, 0);
        ComplexImage found = star.copy();
        double sigma = 0.1 * Math.sqrt(star.power() / star.size() / 2);
        for (int i = 0; i < found.size(); i++) {
            found.re()[i] += (float) (sigma * random.gaussian());
            found.im()[i] += (float) (sigma * random.gaussian());
        }
        assertThat(error(found)).isBetween(0.09, 0.11);
    }

    private double error(ComplexImage found) {
        RealImage light = RealImage.zeros(N, N);
        for (int y = 10; y < N - 10; y++) {
            Arrays.fill(light.values(), y * N + 10, y * N + N - 10, 1);
        }
        Result result = new Result(
                Specimen.of(found, PIXEL, PIXEL, 0, 0),
                Probe.of(ComplexImage.constant(8, 8, 1, 0)),
                new Positions(new double[] {0}, new double[] {0}),
                light,
                new double[] {1},
                new Result.Provenance(
                        "", "", new XrayGeometry(8, 8, PIXEL, PIXEL, 1, 1), "", "", 1, 1, Map.of(), "", "", "", 0));
        return DemoError.of(result, Specimen.of(star, PIXEL, PIXEL, 0, 0));
    }
}
