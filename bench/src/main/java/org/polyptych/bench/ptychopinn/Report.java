package org.polyptych.bench.ptychopinn;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.neural.TrainingLog;

/** What there is of a plan, as Markdown tables for {@code docs/benchmarks.md} and as pictures beside the cells. */
final class Report {
    private static final String FIGURES = "MAE | PSNR (dB, MAX 255 / MAX 1) | SSIM | FRC50";

    private final Plan plan;
    private final TrainingTask.Where where;
    private final CellFolder cells;
    private final Map<String, CellResult> told = new LinkedHashMap<>();

    Report(Plan plan, TrainingTask.Where where) {
        this.plan = plan;
        this.where = where;
        this.cells = new CellFolder(where.folder());
    }

    String markdown(List<Plan.Table> tables) {
        StringBuilder text = new StringBuilder();
        for (Plan.Table table : tables) {
            text.append(
                    switch (table) {
                        case TABLE2 -> table2();
                        case FIELDS -> fields();
                        case DOSES -> doses();
                        case APART -> apart();
                        case ROBUST -> robust();
                    });
        }
        return text.append(provenance()).toString();
    }

    private String table2() {
        StringBuilder text = new StringBuilder();
        for (Field field : Field.values()) {
            text.append(amplitude(field));
            text.append(field == Field.LINES ? "" : phase(field));
            text.append(gap(field));
        }
        return text.toString();
    }

    private String amplitude(Field field) {
        List<String> rows = new ArrayList<>();
        for (Training training : plan.ofField(field)) {
            String arm = training.arm().name();
            tested(training)
                    .ifPresent(result -> rows.add(row(
                            arm,
                            Figures.of(result, Figures.AMPLITUDE),
                            Published.of(field, arm, false),
                            mirrored(training),
                            plateau(training).toString(),
                            trained(training))));
        }
        return table(
                field + ", protocol `" + plan.design().name() + "`, amplitude",
                "arm | " + FIGURES + " | published: " + FIGURES
                        + " | patches mirrored | plateau | rounds | steps of the best | s",
                rows);
    }

    private String phase(Field field) {
        List<String> rows = new ArrayList<>();
        for (Training training : plan.ofField(field)) {
            String arm = training.arm().name();
            tested(training)
                    .ifPresent(result -> rows.add(row(
                            arm,
                            Figures.of(result, Figures.PHASE),
                            Published.of(field, arm, true),
                            Figures.of(result, Figures.PLANE))));
        }
        return table(
                field + ", phase",
                "arm | " + FIGURES + " | published: " + FIGURES + " | plane removed: " + FIGURES,
                rows);
    }

    private Optional<CellResult> tested(Training training) {
        return result(ScoringTask.plain(training.end(), Piece.test(plan.design(), training.field()), true, where));
    }

    private String mirrored(Training training) {
        return result(new MirrorTask(training.end(), where))
                .filter(result -> !result.failed())
                .map(result -> String.format(
                        Locale.ROOT,
                        "%.0f%% of %.0f",
                        100 * result.scores().get("flipped"),
                        result.scores().get("patches")))
                .orElse("");
    }

    private Plateau plateau(Training training) {
        return Plateau.of(TrainingLog.read(TrainingTask.log(where.folder(), training)));
    }

    private String trained(Training training) {
        return result(new TrainingTask(training.end(), where))
                .map(result -> result.failed()
                        ? result.failure() + " | | "
                        : String.format(
                                Locale.ROOT,
                                "%d | %.0f | %.0f",
                                result.iterations(),
                                result.scores().getOrDefault("steps.best", Double.NaN),
                                result.seconds()))
                .orElse(" | | ");
    }

    /** How far ours is before each of the others, at each stage. */
    private String gap(Field field) {
        Map<String, Progress> progress = progress(field);
        Progress ours = progress.get(Plan.OURS);
        if (ours == null) {
            return "";
        }
        List<String> rows = new ArrayList<>();
        for (int k = 0; k < ours.seconds().length; k++) {
            for (var other : progress.entrySet()) {
                Progress theirs = other.getValue();
                if (theirs != ours) {
                    rows.add(row(
                            number("%.0f", ours.seconds()[k]),
                            other.getKey(),
                            number("%.1f", ours.psnr()[k] - theirs.psnr()[k]),
                            number("%.2f", theirs.mae()[k] / ours.mae()[k]),
                            theirs.frc()[k] > 0 ? number("%.2f", ours.frc()[k] / theirs.frc()[k]) : "-"));
                }
            }
        }
        return table(
                field + ": how far `" + Plan.OURS
                        + "` is before the others, amplitude, on an object that is scored meanwhile",
                "s | arm | PSNR, dB more | MAE, times less | FRC50, times more",
                rows);
    }

    /** Arms in their order, those of which every stage is there. */
    private Map<String, Progress> progress(Field field) {
        Map<String, Progress> all = new LinkedHashMap<>();
        for (Training training : plan.ofField(field)) {
            List<CellResult> stages = training.stagesOfIt().stream()
                    .flatMap(stage -> result(ScoringTask.plain(stage, Piece.look(plan.design(), field), false, where))
                            .filter(result -> !result.failed())
                            .stream())
                    .toList();
            if (stages.size() == training.stages()) {
                all.put(training.arm().name(), Progress.of(training, stages));
            }
        }
        return all;
    }

    private String fields() {
        List<String> rows = new ArrayList<>();
        for (Field field : Field.values()) {
            for (Training training : plan.ofField(field)) {
                if (!Plan.PAIR.contains(training.arm().name())) {
                    continue;
                }
                for (Piece piece : plan.asked(training)) {
                    result(ScoringTask.plain(training.end(), piece, true, where))
                            .ifPresent(result -> rows.add(row(
                                    field.id(),
                                    training.arm().name(),
                                    piece.id(),
                                    Figures.of(result, Figures.AMPLITUDE),
                                    Figures.of(result, Figures.PHASE))));
                }
            }
        }
        return table(
                "Trained on one field, asked about others",
                "trained on | arm | asked about | amplitude: " + FIGURES + " | phase: " + FIGURES,
                rows);
    }

    private String doses() {
        List<String> rows = new ArrayList<>();
        for (Training training : plan.doses()) {
            result(ScoringTask.plain(training.end(), Piece.look(plan.design(), Field.LINES), true, where))
                    .ifPresent(result -> rows.add(row(
                            number("%.0e", training.photons()),
                            training.arm().name(),
                            Figures.of(result, Figures.AMPLITUDE),
                            trained(training))));
        }
        return table(
                "Likelihood of counts against mean absolute error, " + plan.doseSeconds()
                        + " s of training each, trained and asked at the same dose",
                "photons a frame | arm | " + FIGURES + " | rounds | steps of the best | s",
                rows);
    }

    private String apart() {
        List<String> rows = new ArrayList<>();
        for (Training training : plan.ofField(Field.LINES)) {
            result(new ApartTask(training.end(), where))
                    .ifPresent(result -> rows.add(row(training.arm().name(), Figures.of(result, Figures.AMPLITUDE))));
        }
        return table("Answers " + ApartTask.EVERY + " steps apart, amplitude", "arm | " + FIGURES, rows);
    }

    private String robust() {
        List<String> rows = new ArrayList<>();
        for (Training training : plan.ofField(Field.LINES)) {
            if (!Plan.robust(training)) {
                continue;
            }
            for (ScoringTask task : Plan.strays(training.end(), where)) {
                result(task)
                        .ifPresent(result -> rows.add(row(
                                training.arm().name(),
                                number("%.0e", task.photons()),
                                String.valueOf(task.disturbance().stage()),
                                String.valueOf(task.disturbance().beam()),
                                Figures.of(result, Figures.AMPLITUDE))));
            }
        }
        return table(
                "Networks of 1e9 photons a frame where something is not as in training",
                "arm | photons a frame | stage, px rms | beam's direction, detector px rms | " + FIGURES,
                rows);
    }

    /** Curves, the gap, what was found, and how it fares where something is otherwise. */
    void pictures(List<Plan.Table> tables) throws IOException {
        if (tables.contains(Plan.Table.TABLE2)) {
            Pictures.validation(where.folder().resolve("validation.png"), curves());
            for (Field field : Field.values()) {
                Pictures.gap(where.folder().resolve("gap-" + field.id() + ".png"), progress(field));
                Pictures.found(where.folder(), plan.ofField(field), Piece.test(plan.design(), field), where);
            }
        }
        if (tables.contains(Plan.Table.ROBUST)) {
            Pictures.robust(where.folder().resolve("robust.png"), strays());
        }
    }

    private Map<Training, List<TrainingLog.Round>> curves() {
        Map<Training, List<TrainingLog.Round>> curves = new LinkedHashMap<>();
        for (Field field : Field.values()) {
            for (Training training : plan.ofField(field)) {
                List<TrainingLog.Round> rounds = TrainingLog.read(TrainingTask.log(where.folder(), training));
                if (!rounds.isEmpty()) {
                    curves.put(training, rounds);
                }
            }
        }
        return curves;
    }

    private Map<String, Map<Disturbance, Double>> strays() {
        Map<String, Map<Disturbance, Double>> all = new LinkedHashMap<>();
        plan.ofField(Field.LINES).stream().filter(Plan::robust).forEach(training -> {
            Map<Disturbance, Double> psnr = new LinkedHashMap<>();
            Plan.strays(training.end(), where).stream()
                    .filter(task -> task.photons() == Training.BRIGHT)
                    .forEach(task -> result(task)
                            .flatMap(result ->
                                    Optional.ofNullable(result.scores().get(Figures.AMPLITUDE + ".psnr")))
                            .ifPresent(value -> psnr.put(task.disturbance(), value)));
            all.put(training.arm().name(), psnr);
        });
        return all;
    }

    private Optional<CellResult> result(Task task) {
        Optional<CellResult> found = cells.result(task.id(), task.recipe());
        found.ifPresent(result -> told.put(result.id(), result));
        return found;
    }

    /** Nothing if there are no rows. */
    private static String table(String title, String columns, List<String> rows) {
        int count = columns.split("\\|", -1).length;
        return rows.isEmpty()
                ? ""
                : "\n**" + title + "**\n\n| " + columns + " |\n" + "|---".repeat(count) + "|\n" + String.join("", rows);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String row(String... columns) {
        return "| " + String.join(" | ", columns) + " |\n";
    }

    /** Of all cells of the tables: said once where it is the same. */
    private String provenance() {
        List<CellResult> all = new ArrayList<>(told.values());
        return "\ncells: " + all.size()
                + distinct("commit", all.stream().map(CellResult::commit).toList())
                + distinct("machine", all.stream().map(CellResult::machine).toList())
                + distinct("date", all.stream().map(CellResult::date).toList())
                + distinct(
                        "seed", all.stream().map(r -> String.valueOf(r.seed())).toList());
    }

    private static String distinct(String name, List<String> values) {
        return "\n" + name + ": "
                + values.stream().filter(value -> !value.isEmpty()).distinct().collect(Collectors.joining("; "));
    }
}
