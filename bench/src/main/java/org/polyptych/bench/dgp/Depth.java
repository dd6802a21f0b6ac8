package org.polyptych.bench.dgp;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Figure 5 and table 1 of the deep generative prior's paper: networks of different depth on {@link CellsTrial}, a tenth of the frames
 * held out. Each method runs twice: to its last iteration, and, as {@code NAME-auto}, until held-out frames end it.
 */
@Command(
        name = "Depth",
        mixinStandardHelpOptions = true,
        description = "How deep the object's network should be, and when held-out frames end a run.")
public final class Depth implements Callable<Integer> {
    private static final String AUTO = "-auto";

    @Mixin
    private DgpOptions options;

    @Option(names = "--side", description = "frames along each side (default ${DEFAULT-VALUE})")
    private int side = 16;

    @Option(names = "--dose", description = "electrons a square A (default ${DEFAULT-VALUE})")
    private double dose = 49;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Depth(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        Where where = options.where();
        List<Run> runs = options.runs(new CellsTrial("depth", dose, side), where);
        options.run(runs, spec.commandLine().getErr());
        Done done = new Done(options.folder(), runs);
        spec.commandLine().getOut().println(markdown(done));
        CourseCharts.write(
                options.out().resolve("depth-courses.png"),
                done,
                List.of(
                        CourseCharts.Shown.byIterations(PhaseScores.NRMSE, "NRMSE of the phase"),
                        CourseCharts.Shown.bySeconds(PhaseScores.NRMSE, "NRMSE of the phase"),
                        CourseCharts.Shown.loss(Course.HELD_OUT, "loss of frames held out"),
                        CourseCharts.Shown.loss(Course.LOSS, "loss")));
        PhasePictures.phases(options.out().resolve("depth-phases.png"), done, where);
        return 0;
    }

    private static String markdown(Done done) {
        StringBuilder text =
                new StringBuilder("| object | parameters | s an iteration | x pixels' | least NRMSE of the phase,"
                        + " after iteration, s | at the end, iteration | ended by held-out frames: NRMSE, best iteration, s | over"
                        + " the least |\n|---|---|---|---|---|---|---|---|\n");
        done.cells().forEach((run, cell) -> {
            if (run.recipe().name().endsWith(AUTO)) {
                return;
            }
            text.append("| ").append(run.recipe().name()).append(" | ");
            if (cell.failed()) {
                text.append("failed: ").append(cell.failure()).append(" | | | | | | |\n");
                return;
            }
            Course course = run.course();
            Optional<Course.Point> best = course.best(PhaseScores.NRMSE, false);
            text.append(String.format(
                    Locale.ROOT,
                    "%d | %s | %s | %s | %s |%n",
                    NetworkSize.of(cell.settings()),
                    pace(done, run, course),
                    best.map(Depth::said).orElse("-"),
                    said(course.points().getLast()),
                    ended(done, run, best)));
        });
        return text + done.provenance();
    }

    private static String pace(Done done, Run run, Course course) {
        OptionalDouble own = course.pace();
        OptionalDouble pixels =
                done.other(run, Done.PIXELS).map(other -> other.course().pace()).orElse(OptionalDouble.empty());
        return own.isEmpty()
                ? "- | -"
                : String.format(Locale.ROOT, "%.3g | ", own.getAsDouble())
                        + (pixels.isEmpty()
                                ? "-"
                                : String.format(Locale.ROOT, "%.1f", own.getAsDouble() / pixels.getAsDouble()));
    }

    private static String said(Course.Point point) {
        return String.format(
                Locale.ROOT,
                "%.3f, %d, %.1f",
                point.figure(PhaseScores.NRMSE).orElse(Double.NaN),
                point.iteration(),
                point.seconds());
    }

    private static String ended(Done done, Run run, Optional<Course.Point> best) {
        Optional<Run> auto = done.other(run, run.recipe().name() + AUTO);
        if (auto.isEmpty()) {
            return "- | -";
        }
        CellResult cell = done.cells().get(auto.get());
        OptionalDouble score = cell.score(PhaseScores.NRMSE);
        OptionalDouble least = best.flatMap(point -> point.figure(PhaseScores.NRMSE))
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        return score.isEmpty()
                ? "- | -"
                : String.format(
                                Locale.ROOT,
                                "%.3f, %d, %.1f | ",
                                score.getAsDouble(),
                                cell.iterations(),
                                cell.seconds())
                        + (least.isEmpty()
                                ? "-"
                                : String.format(Locale.ROOT, "%.3f", score.getAsDouble() / least.getAsDouble()));
    }
}
