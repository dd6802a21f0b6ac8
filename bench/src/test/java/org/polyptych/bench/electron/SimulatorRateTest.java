package org.polyptych.bench.electron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.physics.Scan;
import picocli.CommandLine;

class SimulatorRateTest {
    @Test
    void a_small_particle_is_timed() {
        StringWriter said = new StringWriter();
        int code = new CommandLine(new SimulatorRate())
                .setOut(new PrintWriter(said))
                .execute(
                        "--radius", "6", "--carbon", "0", "--frame", "64", "--side", "3", "--coarse", "--threads", "2");
        assertThat(code).isZero();
        assertThat(said.toString())
                .contains("| atoms of the particle; all, film included | 5")
                .contains("| slices,");
        // 12 A in slices of 2 A
        assertThat(said.toString()).contains("bound: 11 transforms a frame");
    }

    @Test
    void the_bilayer_scan_knows_its_probe_and_its_electrons() {
        Scan scan = BilayerScan.of(64, 3, 2);
        assertThat(scan.frames().count()).isEqualTo(9);
        assertThat(scan.probe()).isPresent();
        double counts = 0;
        for (float amplitude : scan.frames().frame(4)) {
            counts += (double) amplitude * amplitude;
        }
        assertThat(counts).isCloseTo(1e5, within(0.05e5));
        assertThat(scan.truth().orElseThrow().specimen().slices()).isEqualTo(7);
    }

    @Test
    void points_on_a_line_give_it_back() {
        StraightLine line = StraightLine.of(List.of(new double[] {1, 5}, new double[] {2, 7}, new double[] {4, 11}));
        assertThat(line.offset()).isCloseTo(3, within(1e-12));
        assertThat(line.slope()).isCloseTo(2, within(1e-12));
        assertThat(line.furthest()).isCloseTo(0, within(1e-12));
        assertThat(StraightLine.of(List.of(new double[] {0, 0}, new double[] {1, 4}, new double[] {2, 0}))
                        .furthest())
                .isCloseTo(2.0 / 3, within(1e-12));
    }
}
