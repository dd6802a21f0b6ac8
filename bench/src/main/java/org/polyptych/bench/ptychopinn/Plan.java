package org.polyptych.bench.ptychopinn;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.bench.cells.Task;

/**
 * What is trained for the tables, and what is asked of each network.
 *
 * @param linesSeconds of training of each arm on <i>Lines</i>
 * @param otherSeconds on the other fields
 * @param doseSeconds at each dose
 */
record Plan(Design design, int linesSeconds, int otherSeconds, int doseSeconds, long seed) {
    static final String OURS = "ptychopinn";
    static final String BASELINE = "ptychonn";

    /** All four of the ablation. */
    static final List<String> ARMS = List.of(OURS, "pinn", "overlaps", BASELINE);

    /** The two of the other columns of Table 2, and of Table 3. */
    static final List<String> PAIR = List.of(OURS, BASELINE);

    /** Counts against amplitudes, at doses. */
    static final List<String> LOSSES = List.of("ptychopinn-nll", "ptychopinn-mae");

    /** Photons a frame. */
    static final List<Double> DOSES = List.of(1e9, 1e5, 1e3);

    /** At which the networks of {@link Training#BRIGHT} are asked. */
    static final List<Double> DIMMER = List.of(1e7, 1e5, 1e4, 1e3, 1e2);

    static final List<Double> STRAYS = List.of(0.5, 1.0, 2.0, 4.0);

    private static final int STAGES = 5;

    /** What can be asked for. */
    enum Table {
        /** Table 2 with the ablation, and the shares of mirrored patches. */
        TABLE2,
        /** Table 3: trained on one field, asked about another. */
        FIELDS,
        /** Likelihood of counts against mean absolute error, at three doses. */
        DOSES,
        /** Scored on answers that hardly lie over each other. */
        APART,
        /** Trained networks where the stage, the beam or the dose is not as in training. */
        ROBUST
    }

    List<Training> ofField(Field field) {
        List<String> arms = field == Field.LINES ? ARMS : PAIR;
        int seconds = field == Field.LINES ? linesSeconds : otherSeconds;
        return arms.stream()
                .flatMap(arm -> Training.of(arm, design, field, Training.BRIGHT, seconds, STAGES, seed).stream())
                .toList();
    }

    List<Training> doses() {
        List<Training> all = new ArrayList<>();
        for (double photons : DOSES) {
            LOSSES.forEach(arm -> Training.of(arm, design, Field.LINES, photons, doseSeconds, 1, seed)
                    .ifPresent(all::add));
        }
        return all;
    }

    /** Groups, each a training with all that is asked of it, in an order in which it can be done. */
    List<List<Task>> groups(List<Table> tables, TrainingTask.Where where) {
        List<List<Task>> groups = new ArrayList<>();
        if (!tables.equals(List.of(Table.DOSES))) {
            for (Field field : Field.values()) {
                ofField(field).forEach(training -> groups.add(group(training, tables, where)));
            }
        }
        if (tables.contains(Table.DOSES)) {
            for (Training training : doses()) {
                groups.add(List.of(
                        new TrainingTask(training.end(), where),
                        ScoringTask.plain(training.end(), Piece.look(design, Field.LINES), true, where)));
            }
        }
        return groups;
    }

    private List<Task> group(Training training, List<Table> tables, TrainingTask.Where where) {
        List<Task> tasks = new ArrayList<>();
        Training.Stage end = training.end();
        Field field = training.field();
        for (Training.Stage stage : training.stagesOfIt()) {
            tasks.add(new TrainingTask(stage, where));
            if (tables.contains(Table.TABLE2)) {
                tasks.add(ScoringTask.plain(stage, Piece.look(design, field), false, where));
            }
        }
        if (tables.contains(Table.TABLE2)) {
            tasks.add(ScoringTask.plain(end, Piece.test(design, field), true, where));
            tasks.add(new MirrorTask(end, where));
        }
        if (tables.contains(Table.APART) && field == Field.LINES) {
            tasks.add(new ApartTask(end, where));
        }
        if (tables.contains(Table.FIELDS) && PAIR.contains(training.arm().name())) {
            asked(training).forEach(piece -> tasks.add(ScoringTask.plain(end, piece, true, where)));
        }
        if (tables.contains(Table.ROBUST) && robust(training)) {
            tasks.addAll(strays(end, where));
        }
        return tasks;
    }

    /** Of Table 3: the field that was learned and another of its kind, and fields of other kinds. */
    List<Piece> asked(Training training) {
        List<Piece> pieces = new ArrayList<>();
        if (training.field() == Field.LARGE) {
            pieces.add(Piece.learned(design));
            pieces.add(Piece.test(design, Field.LARGE));
        } else {
            pieces.add(Piece.toLearn(design, training.field()).getFirst());
        }
        for (Field other : Field.values()) {
            pieces.add(Piece.look(design, other));
        }
        return pieces;
    }

    static boolean robust(Training training) {
        return training.field() == Field.LINES && PAIR.contains(training.arm().name());
    }

    /** A network in dimmer light, with a stage and with a beam that are not where they should be. */
    static List<ScoringTask> strays(Training.Stage end, TrainingTask.Where where) {
        Piece look = Piece.look(end.training().design(), end.training().field());
        List<ScoringTask> tasks = new ArrayList<>();
        tasks.add(ScoringTask.plain(end, look, false, where));
        for (double photons : DIMMER) {
            tasks.add(new ScoringTask(end, look, photons, Disturbance.NONE, false, where));
        }
        for (double sigma : STRAYS) {
            tasks.add(stray(end, look, new Disturbance(sigma, 0), where));
        }
        for (double sigma : STRAYS) {
            tasks.add(stray(end, look, new Disturbance(0, sigma), where));
        }
        return tasks;
    }

    private static ScoringTask stray(
            Training.Stage end, Piece look, Disturbance disturbance, TrainingTask.Where where) {
        return new ScoringTask(end, look, end.training().photons(), disturbance, false, where);
    }
}
