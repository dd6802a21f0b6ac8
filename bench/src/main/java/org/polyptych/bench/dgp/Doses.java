package org.polyptych.bench.dgp;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.polyptych.bench.Program;
import org.polyptych.bench.electron.AtomScan;
import org.polyptych.core.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Figures 1b and 2 of the deep generative prior's paper: networks that begin with noise against networks that were taught a short
 * pixelated result, several seeds; and object and probe as pixels or as networks, all four ways, at several doses. Scans are the
 * middle of {@code ducky}, thinned, and a simulated crystal.
 */
@Command(
        name = "Doses",
        mixinStandardHelpOptions = true,
        description = "Object and probe as pixels or networks by dose, and what networks begin with.")
public final class Doses implements Callable<Integer> {
    private static final String CRYSTAL = "srtio3:thickness=16";

    /** Of the crystal on which starts are compared. */
    private static final int PLENTY = 10_000;

    @Mixin
    private DgpOptions options;

    @Option(
            names = "--scans",
            split = ",",
            description = "of ducky, crystal and starts, the last for what networks begin with (default: all)")
    private List<String> scans = List.of("crystal", "ducky", "starts");

    @Option(
            names = "--doses",
            split = ",",
            description = "of ducky, electrons a square A; 0: all (default 100,300,1000,0)")
    private List<Integer> doses = List.of(100, 300, 1000, Ducky.FULL);

    @Option(names = "--crystal-dose", description = "electrons a square A (default ${DEFAULT-VALUE})")
    private int crystalDose = 100;

    @Option(
            names = "--ducky-side",
            description = "frames along each side, in the middle of 25 (default ${DEFAULT-VALUE})")
    private int duckySide = 25;

    @Option(names = "--crystal-side", description = "frames along each side (default ${DEFAULT-VALUE})")
    private int crystalSide = 24;

    @Option(names = "--seeds", description = "with which starts are compared (default ${DEFAULT-VALUE})")
    private int seeds = 3;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Doses(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (!List.of("ducky", "crystal", "starts").containsAll(scans)) {
            throw new BadInputException("--scans: expected some of ducky, crystal and starts, got " + scans);
        }
        Where where = options.where();
        List<Run> byDose = trials().stream()
                .flatMap(trial -> options.runs(trial, where).stream())
                .toList();
        List<Run> starts = scans.contains("starts") ? starts(where) : List.of();
        List<Run> all = new ArrayList<>(byDose);
        all.addAll(starts);
        options.run(all, spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        Done doneByDose = new Done(options.folder(), byDose);
        Done doneStarts = new Done(options.folder(), starts);
        if (!byDose.isEmpty()) {
            out.println(doses(doneByDose));
        }
        if (!starts.isEmpty()) {
            out.println(starts(doneStarts));
        }
        out.flush();
        CourseCharts.write(
                options.out().resolve("doses-courses.png"),
                doneByDose,
                List.of(
                        CourseCharts.Shown.byIterations(PhaseScores.SSIM, "SSIM of the phase"),
                        CourseCharts.Shown.bySeconds(PhaseScores.SSIM, "SSIM of the phase"),
                        CourseCharts.Shown.byIterations(PhaseScores.HALF, "ring correlation with the truth 1/2, 1/A")));
        PhasePictures.phases(options.out().resolve("doses-phases.png"), doneByDose, where);
        PhasePictures.spectra(options.out().resolve("doses-spectra.png"), doneByDose, where);
        CourseCharts.write(
                options.out().resolve("starts-courses.png"),
                doneStarts,
                List.of(
                        CourseCharts.Shown.loss(Course.LOSS, "loss"),
                        CourseCharts.Shown.byIterations(PhaseScores.SSIM, "SSIM of the phase")));
        PhasePictures.phases(options.out().resolve("starts-phases.png"), doneStarts, where);
        return 0;
    }

    private List<JudgedTrial> trials() {
        List<JudgedTrial> trials = new ArrayList<>();
        if (scans.contains("crystal")) {
            trials.add(crystal("doses", crystalDose));
        }
        if (scans.contains("ducky")) {
            doses.forEach(dose -> trials.add(new Ducky("doses", dose, duckySide)));
        }
        return trials;
    }

    private List<Run> starts(Where where) {
        JudgedTrial trial = crystal("starts", PLENTY);
        return options.recipes(trial, where).stream()
                .flatMap(recipe -> LongStream.range(options.seed(), options.seed() + seeds)
                        .mapToObj(seed -> new Run(trial, recipe, seed, where)))
                .toList();
    }

    /** Strontium titanate, 300 kV, 20 mrad; the probe that comes with it is a tenth too near its focus. */
    private JudgedTrial crystal(String figure, int dose) {
        AtomScan scan = new AtomScan(
                CRYSTAL,
                300e3,
                20e-3,
                40e-3,
                150e-10,
                135e-10,
                1.5e-10,
                2e-10,
                true,
                "poisson:dose=" + dose,
                64,
                crystalSide);
        return new AtomTrial(figure, "crystal", String.valueOf(dose), scan);
    }

    private static String doses(Done done) {
        StringBuilder text =
                new StringBuilder("| scan, electrons / A^2 | object / probe | ring correlation with the truth"
                        + " below 1/2; below 1/7; last above 1/2 (1/A) | NRMSE of the phase | SSIM | columns: precision / recall | information limit (1/A) |"
                        + " anisotropy (truth) | iterations | s | x pixels' |\n"
                        + "|---|---|---|---|---|---|---|---|---|---|---|\n");
        done.cells().forEach((run, cell) -> {
            text.append(String.format(
                    Locale.ROOT,
                    "| %s, %s | %s | ",
                    run.trial().traits().get("scan").iterator().next(),
                    run.trial().traits().get("dose").iterator().next(),
                    run.recipe().name()));
            text.append(
                    cell.failed()
                            ? "failed: " + cell.failure() + " | | | | | | | | |\n"
                            : String.format(
                                    Locale.ROOT,
                                    "%s; %s; %s | %s | %s | %s / %s | %s | %s (%s) | %d | %s |%n",
                                    done.figure(run, PhaseScores.HALF, "%.3f"),
                                    done.figure(run, PhaseScores.SEVENTH, "%.3f"),
                                    done.figure(run, PhaseScores.HIGHEST, "%.3f"),
                                    done.figure(run, PhaseScores.NRMSE, "%.3f"),
                                    done.figure(run, PhaseScores.SSIM, "%.3f"),
                                    done.figure(run, PhaseJudge.PRECISION, "%.3f"),
                                    done.figure(run, PhaseJudge.RECALL, "%.3f"),
                                    done.figure(run, PhaseJudge.LIMIT, "%.3f"),
                                    done.figure(run, PhaseJudge.ANISOTROPY, "%.2f"),
                                    done.figure(run, PhaseJudge.TRUE_ANISOTROPY, "%.2f"),
                                    cell.iterations(),
                                    done.seconds(run)));
        });
        return text + done.provenance();
    }

    private static String starts(Done done) {
        StringBuilder text = new StringBuilder(
                "| begins with | seed | loss at the end | SSIM at the end | best SSIM, after iteration | s |\n"
                        + "|---|---|---|---|---|---|\n");
        done.cells().forEach((run, cell) -> {
            text.append(String.format(Locale.ROOT, "| %s | %d | ", run.recipe().name(), run.seed()));
            if (cell.failed()) {
                text.append("failed: ").append(cell.failure()).append(" | | | |\n");
                return;
            }
            text.append(String.format(
                    Locale.ROOT,
                    "%.4g | %s | %s | %.1f |%n",
                    cell.loss(),
                    done.figure(run, PhaseScores.SSIM, "%.3f"),
                    run.course()
                            .best(PhaseScores.SSIM, true)
                            .map(point -> String.format(
                                    Locale.ROOT,
                                    "%.3f, %d",
                                    point.figure(PhaseScores.SSIM).orElseThrow(),
                                    point.iteration()))
                            .orElse("-"),
                    cell.seconds()));
        });
        return text + done.provenance();
    }
}
