package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.TwoSpecimens;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;

/** One specimen scanned twice, with another beam and another power, through the program. */
class SharedObjectCommandTest {
    private static final int N = 32;
    private static final double PIXEL = 5e-9;
    private static final XrayGeometry GEOMETRY = new XrayGeometry(N, N, PIXEL, PIXEL, 10_000, 1);

    @TempDir
    private Path folder;

    private Path many;
    private Path few;

    private static Probe beam(double curvature, double amplitude) {
        ComplexImage image = ComplexImage.zeros(N, N);
        for (int y = 0, i = 0; y < N; y++) {
            for (int x = 0; x < N; x++, i++) {
                double r2 = ((y - 16) * (y - 16) + (x - 16) * (x - 16)) / 25.0;
                image.re()[i] = (float) (amplitude * Math.exp(-r2 / 2) * Math.cos(curvature * r2));
                image.im()[i] = (float) (amplitude * Math.exp(-r2 / 2) * Math.sin(curvature * r2));
            }
        }
        return Probe.of(image);
    }

    @BeforeEach
    void simulate() {
        Positions all = new JitteredRaster(new Raster(8, 8, 4, 4), 1).positions(GEOMETRY, 1);
        Positions some = new JitteredRaster(new Raster(3, 3, 7, 7), 1).positions(GEOMETRY, 2);
        Positions both = new Positions(
                DoubleStream.concat(Arrays.stream(all.y()), Arrays.stream(some.y()))
                        .toArray(),
                DoubleStream.concat(Arrays.stream(all.x()), Arrays.stream(some.x()))
                        .toArray());
        int[] needed = SpecimenPlacement.needed(GEOMETRY, both);
        Specimen specimen =
                SpecimenPlacement.under(TestObjects.parse("star").image(needed[0], needed[1], 1, 5), GEOMETRY, both);
        many = TwoSpecimens.write(
                folder,
                "many",
                Simulation.of(GEOMETRY, specimen, beam(0.9, 45), all)
                        .named("many", "simulated")
                        .startingProbe(beam(0.9, 45))
                        .run());
        few = TwoSpecimens.write(
                folder,
                "few",
                Simulation.of(GEOMETRY, specimen, beam(-0.6, 90), some)
                        .named("few", "simulated")
                        .startingProbe(beam(-0.4, 90))
                        .run());
    }

    private Cli share(String out, String engine, int iterations, Object... options) {
        Object[] first = {
            "reconstruct",
            many,
            few,
            "--share",
            "object",
            "--engine",
            engine,
            "--iterations",
            iterations,
            "-o",
            folder.resolve(out)
        };
        Object[] all = Arrays.copyOf(first, first.length + options.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return Cli.run(all);
    }

    private Result result(String out, String file) {
        return ProductFile.read(folder.resolve(out).resolve(file));
    }

    private static double probeError(Result result, Path scan) {
        Scan truth = ScanFiles.open(scan);
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, truth.truth().orElseThrow()))
                .value("probe.nrmse");
    }

    @Test
    void both_probes_are_found_on_one_object() throws IOException {
        Cli run = share("both", "ad", 200, "--set", "ad.decayOver=200");
        assertThat(run.code()).as(run.err()).isZero();
        Result first = result("both", "result-1.h5");
        Result second = result("both", "result-2.h5");
        assertThat(second.specimen().image().re())
                .isEqualTo(first.specimen().image().re());
        assertThat(second.probe().variations()).isEqualTo(1);
        assertThat(second.probe().power())
                .isBetween(3 * first.probe().power(), 5 * first.probe().power());
        Cli alone = Cli.run(
                "reconstruct",
                few,
                "--engine",
                "ad",
                "--iterations",
                200,
                "--set",
                "ad.decayOver=200",
                "-o",
                folder.resolve("alone"));
        assertThat(alone.code()).as(alone.err()).isZero();
        assertThat(probeError(second, few)).isLessThan(0.1);
        assertThat(probeError(second, few)).isLessThan(0.5 * probeError(result("alone", "result.h5"), few));
        Result whole = result("both", "result.h5");
        assertThat(whole.probe().variations()).isEqualTo(2);
        assertThat(whole.conditions().weights()[0]).containsExactly(1, 0);
        assertThat(whole.conditions().weights()[72]).containsExactly(0, 1);
        assertThat(run.err()).contains("note: share=object: 2 scans of one object");
        assertThat(Files.readString(folder.resolve("both").resolve("report.html")))
                .contains("<section id=\"probe-2\"");
    }

    @Test
    void the_plan_repeats_the_bits_and_a_run_goes_on_from_its_checkpoint() {
        assertThat(share("whole", "ad", 6).code()).isZero();
        Cli again = Cli.run("reconstruct", folder.resolve("whole").resolve("plan.yaml"), "-o", folder.resolve("again"));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(result("again", "result-2.h5").probe().mode(0).re())
                .isEqualTo(result("whole", "result-2.h5").probe().mode(0).re());
        assertThat(share("resumed", "ad", 3, "--set", "checkpoint.keep=true").code())
                .isZero();
        Cli on = share("resumed", "ad", 6, "--set", "checkpoint.keep=true", "--resume");
        assertThat(on.code()).as(on.err()).isZero();
        assertThat(result("resumed", "result-2.h5").probe().mode(0).re())
                .isEqualTo(result("whole", "result-2.h5").probe().mode(0).re());
        Cli held = share("held", "ad", 4, "--hold-out", 10);
        assertThat(held.code()).as(held.err()).isZero();
    }

    @Test
    void an_engine_with_one_probe_for_all_frames_refuses_it_by_name() {
        Cli refused = share("x", "rpie", 1);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("engine rpie cannot do scans with probes of their own");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
