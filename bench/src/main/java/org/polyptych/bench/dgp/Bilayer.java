package org.polyptych.bench.dgp;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.electron.AtomScan;
import org.polyptych.core.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Figure 4 of the deep generative prior's paper: whether the two layers of a twisted bilayer of WSe2 stand apart along the beam.
 * {@link BilayerTrial#scan}, reconstructed in 16 slices of 1 A.
 */
@Command(
        name = "Bilayer",
        mixinStandardHelpOptions = true,
        description = "Whether methods tell the two layers of twisted WSe2 apart along the beam.")
public final class Bilayer implements Callable<Integer> {
    @Mixin
    private DgpOptions options;

    @Option(names = "--side", description = "frames along each side (default ${DEFAULT-VALUE})")
    private int side = 28;

    @Option(names = "--dose", description = "electrons a square A (default ${DEFAULT-VALUE})")
    private int dose = 1_000_000;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Bilayer(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Where where = options.where();
        AtomScan scan = BilayerTrial.scan(side, "poisson:dose=" + dose);
        List<Run> runs =
                options.runs(new BilayerTrial(new AtomTrial("bilayer", "wse2", String.valueOf(dose), scan)), where);
        options.run(runs, spec.commandLine().getErr());
        Done done = new Done(options.folder(), runs);
        spec.commandLine().getOut().println(markdown(done));
        CourseCharts.write(
                options.out().resolve("bilayer-courses.png"),
                done,
                List.of(
                        CourseCharts.Shown.byIterations(DepthJudge.CONTRAST, "contrast between the layers"),
                        CourseCharts.Shown.bySeconds(DepthJudge.CONTRAST, "contrast between the layers"),
                        CourseCharts.Shown.byIterations(DepthJudge.CHECKERBOARD, "checkerboard"),
                        CourseCharts.Shown.byIterations(PhaseScores.SSIM, "SSIM of the projected phase")));
        PhasePictures.sections(options.out().resolve("bilayer-sections.png"), done, where);
        PhasePictures.phases(options.out().resolve("bilayer-phases.png"), done, where);
        return 0;
    }

    private String markdown(Done done) {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "%d frames, %d electrons / A^2, %.0f a frame; layers %.2f A apart.%n%n",
                side * side,
                dose,
                dose * Math.pow(BilayerTrial.STEP / Units.METRES_PER_ANGSTROM, 2),
                BilayerTrial.SPACING));
        text.append("| method | contrast between the layers | spacing (A): columns, of their mean | columns fitted |"
                + " checkerboard | SSIM of the projected phase | iterations | s | x pixels' |\n"
                + "|---|---|---|---|---|---|---|---|---|\n");
        done.cells().forEach((run, cell) -> {
            text.append("| ").append(run.recipe().name()).append(" | ");
            text.append(
                    cell.failed()
                            ? "failed: " + cell.failure() + " | | | | | | | |\n"
                            : String.format(
                                    Locale.ROOT,
                                    "%s | %s ± %s, %s | %s of %s | %s | %s | %d | %s |%n",
                                    done.figure(run, DepthJudge.CONTRAST, "%.2f"),
                                    done.figure(run, DepthJudge.SPACING, "%.2f"),
                                    done.figure(run, DepthJudge.SPREAD, "%.2f"),
                                    done.figure(run, DepthJudge.SPACING_OF_MEAN, "%.2f"),
                                    done.figure(run, DepthJudge.FITTED, "%.0f"),
                                    done.figure(run, DepthJudge.COLUMNS, "%.0f"),
                                    done.figure(run, DepthJudge.CHECKERBOARD, "%.3f"),
                                    done.figure(run, PhaseScores.SSIM, "%.3f"),
                                    cell.iterations(),
                                    done.seconds(run)));
        });
        return text + done.provenance();
    }
}
