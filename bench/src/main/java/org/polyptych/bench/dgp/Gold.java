package org.polyptych.bench.dgp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.electron.AtomScan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Figure 3 of the deep generative prior's paper: how fast a particle of gold on carbon gets its bulk, by a pixelated engine, by
 * LSQML that begins on coarser pixels, and by networks. 300 kV, 20 mrad, 20 nm out of focus; the probe that the scan comes with
 * is a tenth too near its focus.
 */
@Command(
        name = "Gold",
        mixinStandardHelpOptions = true,
        description = "How fast methods find a particle of gold on carbon.")
public final class Gold implements Callable<Integer> {
    @Mixin
    private DgpOptions options;

    @Option(names = "--side", description = "frames along each side (default ${DEFAULT-VALUE})")
    private int side = 24;

    @Option(names = "--radius", description = "of the particle in A (default ${DEFAULT-VALUE})")
    private double radius = 25;

    @Option(names = "--carbon", description = "thickness of the film in A (default ${DEFAULT-VALUE})")
    private double carbon = 40;

    @Option(names = "--dose", description = "electrons a square A (default ${DEFAULT-VALUE})")
    private int dose = 100_000;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Gold(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Where where = options.where();
        List<Run> runs = options.runs(trial(), where);
        options.run(runs, spec.commandLine().getErr());
        Done done = new Done(options.folder(), runs);
        spec.commandLine().getOut().println(markdown(done));
        CourseCharts.write(
                options.out().resolve("gold-courses.png"),
                done,
                List.of(
                        CourseCharts.Shown.bySeconds(PhaseScores.SSIM, "SSIM of the phase"),
                        CourseCharts.Shown.byIterations(PhaseScores.SSIM, "SSIM of the phase"),
                        CourseCharts.Shown.bySeconds(PhaseScores.SLOW, "error below 1/(10 A)"),
                        CourseCharts.Shown.byIterations(PhaseScores.SLOW, "error below 1/(10 A)")));
        PhasePictures.phases(options.out().resolve("gold-phases.png"), done, where);
        PhasePictures.spectra(options.out().resolve("gold-spectra.png"), done, where);
        return 0;
    }

    private JudgedTrial trial() {
        AtomScan scan = new AtomScan(
                String.format(Locale.ROOT, "particle:element=Au,radius=%s,carbon=%s", radius, carbon),
                300e3,
                20e-3,
                50e-3,
                200e-10,
                180e-10,
                2.5e-10,
                2e-10,
                true,
                "poisson:dose=" + dose,
                64,
                side);
        return new AtomTrial("gold", String.format(Locale.ROOT, "r%s-c%s", radius, carbon), String.valueOf(dose), scan);
    }

    private static String markdown(Done done) {
        StringBuilder text =
                new StringBuilder("| method | SSIM of the phase | NRMSE | error below 1/(10 A) | iterations | s"
                        + " | x pixels' | s an iteration | s to the SSIM at which pixels end | x pixels' |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|\n");
        done.cells().forEach((run, cell) -> {
            text.append("| ").append(run.recipe().name()).append(" | ");
            if (cell.failed()) {
                text.append("failed: ").append(cell.failure()).append(" | | | | | | | | |\n");
                return;
            }
            Course course = run.course();
            text.append(String.format(
                    Locale.ROOT,
                    "%s | %s | %s | %d | %s | %s | %s |%n",
                    done.figure(run, PhaseScores.SSIM, "%.3f"),
                    done.figure(run, PhaseScores.NRMSE, "%.3f"),
                    done.figure(run, PhaseScores.SLOW, "%.3f"),
                    cell.iterations(),
                    done.seconds(run),
                    said(course.pace(), "%.3g"),
                    reached(done, run, course)));
        });
        return text + done.provenance();
    }

    /** Seconds to the similarity that the pixelated engine has at its end, and how many times those that it takes itself. */
    private static String reached(Done done, Run run, Course course) {
        Optional<Course> pixels = done.other(run, Done.PIXELS).map(Run::course);
        OptionalDouble end = pixels.map(of -> of.last(PhaseScores.SSIM)).orElse(OptionalDouble.empty());
        if (end.isEmpty()) {
            return "- | -";
        }
        OptionalDouble own = course.reached(PhaseScores.SSIM, end.getAsDouble());
        OptionalDouble theirs = pixels.get().reached(PhaseScores.SSIM, end.getAsDouble());
        return own.isEmpty() || theirs.isEmpty()
                ? "not reached | -"
                : String.format(
                        Locale.ROOT, "%.1f | %.2f", own.getAsDouble(), own.getAsDouble() / theirs.getAsDouble());
    }

    private static String said(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }
}
