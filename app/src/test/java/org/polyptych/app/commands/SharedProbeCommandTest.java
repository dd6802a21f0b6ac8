package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.Cli;
import org.polyptych.app.KnownScan;
import org.polyptych.app.TwoSpecimens;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;

/** Two specimens in one beam, through the program. */
class SharedProbeCommandTest {
    @TempDir
    private Path folder;

    private Path star;
    private Path letters;

    @BeforeEach
    void simulate() {
        star = TwoSpecimens.write(folder, "star", TwoSpecimens.scan("star", 7, KnownScan.probe(), 10_000));
        letters = TwoSpecimens.write(folder, "letters", TwoSpecimens.scan("letters", 4, KnownScan.probe(), 10_000));
    }

    private Cli share(String out, int iterations, Object... options) {
        Object[] first = {
            "reconstruct", star, letters, "--share", "probe", "--iterations", iterations, "-o", folder.resolve(out)
        };
        Object[] all = Arrays.copyOf(first, first.length + options.length);
        System.arraycopy(options, 0, all, first.length, options.length);
        return Cli.run(all);
    }

    private Result result(String out, String file) {
        return ProductFile.read(folder.resolve(out).resolve(file));
    }

    private double nrmse(Result result, Path scan) {
        Scan truth = ScanFiles.open(scan);
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, truth.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void each_scan_gets_its_own_object_and_all_get_one_probe() throws IOException {
        Cli run = share("both", 40);
        assertThat(run.code()).as(run.err()).isZero();
        Result first = result("both", "result-1.h5");
        Result second = result("both", "result-2.h5");
        assertThat(nrmse(first, star)).isLessThan(0.3);
        assertThat(nrmse(second, letters)).isLessThan(0.1);
        assertThat(first.probe().mode(0).re()).isEqualTo(second.probe().mode(0).re());
        assertThat(second.positions().y())
                .containsExactly(ScanFiles.open(letters).positions().y(), within(1e-15));
        assertThat(Files.readString(folder.resolve("both").resolve("metrics-2.json")))
                .contains("\"result-2.h5\"", "object.nrmse");
        String report = Files.readString(folder.resolve("both").resolve("report.html"));
        assertThat(report).contains("<section id=\"phase-1\"", "Scan 2, letters: phase of the object");
        assertThat(run.err()).contains("note: share=probe: 2 scans with one probe");
        assertThat(folder.resolve("both").resolve("object_phase.png")).exists();
    }

    @Test
    void the_plan_repeats_the_bits_and_a_run_goes_on_from_its_checkpoint() {
        assertThat(share("whole", 6).code()).isZero();
        Cli again = Cli.run("reconstruct", folder.resolve("whole").resolve("plan.yaml"), "-o", folder.resolve("again"));
        assertThat(again.code()).as(again.err()).isZero();
        assertThat(result("again", "result-2.h5").specimen().image().re())
                .isEqualTo(result("whole", "result-2.h5").specimen().image().re());
        assertThat(share("resumed", 3, "--set", "checkpoint.keep=true").code()).isZero();
        Cli on = share("resumed", 6, "--set", "checkpoint.keep=true", "--resume");
        assertThat(on.code()).as(on.err()).isZero();
        assertThat(result("resumed", "result.h5").specimen().image().re())
                .isEqualTo(result("whole", "result.h5").specimen().image().re());
        assertThat(share("whole", 2, "--overwrite").code())
                .as("files of every scan are part of a result")
                .isZero();
    }

    @Test
    void what_does_not_fit_is_refused_in_one_line() {
        Cli unsaid = Cli.run("reconstruct", star, letters, "-o", folder.resolve("x"));
        assertThat(unsaid.isRefusedInOneLine()).as(unsaid.err()).isTrue();
        assertThat(unsaid.err()).contains("--share probe");
        Cli alone = Cli.run("reconstruct", star, "--share", "probe", "-o", folder.resolve("x"));
        assertThat(alone.isRefusedInOneLine()).as(alone.err()).isTrue();
        Cli object = share("x", 1, "--set", "object.start=file");
        assertThat(object.isRefusedInOneLine()).as(object.err()).isTrue();
        Cli positions = share("x", 1, "--set", "file.positions=" + folder.resolve("p.csv"));
        assertThat(positions.isRefusedInOneLine()).as(positions.err()).isTrue();
        assertThat(positions.err()).contains("file.positions holds the positions of one scan, but there are 2");
        Cli descan = share("x", 1, "--engine", "dgp", "--set", "dgp.descan=plane");
        assertThat(descan.isRefusedInOneLine()).as(descan.err()).isTrue();
        assertThat(descan.err()).contains("a descan that an engine finds does not go together with --share probe");
        letters = TwoSpecimens.write(folder, "letters", TwoSpecimens.scan("letters", 4, KnownScan.probe(), 11_000));
        Cli energy = share("x", 1);
        assertThat(energy.isRefusedInOneLine()).as(energy.err()).isTrue();
        assertThat(energy.err()).contains("letters.cxi: has a wavelength of", "must agree in energy");
        assertThat(folder.resolve("x")).doesNotExist();
    }
}
