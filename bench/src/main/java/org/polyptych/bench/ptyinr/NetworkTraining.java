package org.polyptych.bench.ptyinr;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.ptychopinn.TimedTraining;
import org.polyptych.bench.ptychopinn.TrainedCell;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.CxiFile;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Scan;

/**
 * Trains a network for the PtyINR protocol.
 *
 * @param arm the trainer
 * @param own the scan that it learns from itself; empty: it is taught with another object
 * @param seconds of training
 */
record NetworkTraining(String arm, Optional<Setup> own, int seconds, Where where) implements Task {
    /** The arm that needs objects. */
    static final String TAUGHT = "ptychonn";

    private static final long SEED = 1;

    /** Of the raster over what teaches. */
    private static final int STEP = 4;

    /** Never reached: the clock ends the training. */
    private static final String ENDLESS = "1000000";

    /** Of the blood smear: to learn from, and below it to judge by. */
    private static final List<int[]> TEACHING = List.of(new int[] {0, 410}, new int[] {410, 102});

    /**
     * @param folder of cells, scans, models
     * @param data the folder of the test data
     */
    record Where(Path folder, Path data, int threads, String commit, PrintWriter err) {}

    @Override
    public String id() {
        return arm + own.map(setup -> "-" + setup.id()).orElse("-taught") + "-of" + seconds;
    }

    Path model() {
        return where.folder().resolve(id() + ".safetensors");
    }

    @Override
    public Recipe recipe() {
        Map<String, String> all = new LinkedHashMap<>(settings());
        all.put("scans", own.map(Setup::toString).orElse("left half of bloodsmear_blue, step " + STEP));
        all.put("seconds", String.valueOf(seconds));
        return new Recipe(arm, arm, Recipe.OWN, all);
    }

    /** Where a network learns from what it reconstructs, nothing is set apart. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(arm + ".rounds", ENDLESS);
        settings.putAll(own.isPresent() ? TimedTraining.patient(arm) : Map.of(arm + ".steps", "100"));
        settings.put(arm + ".validation", own.isPresent() ? "0" : "0.5");
        settings.putAll(TimedTraining.reduced(arm));
        return settings;
    }

    @Override
    public void check() {
        training(List.of()).check();
    }

    @Override
    public CellResult run() {
        List<Path> scans = own.map(setup -> List.of(file(setup))).orElseGet(this::teaching);
        return TrainedCell.of(
                id(),
                recipe(),
                training(scans).run("bench/run ptyinr.NetworkRows, " + id(), where.err()),
                SEED,
                where.commit());
    }

    private TimedTraining training(List<Path> scans) {
        return new TimedTraining(arm, settings(), scans, List.of(), model(), seconds, SEED, where.threads());
    }

    private Path file(Setup setup) {
        return kept(setup.id(), () -> CellScan.simulate(setup, where.data(), SEED));
    }

    private List<Path> teaching() {
        ComplexImage whole = NpyFile.read(where.data().resolve("objects/bloodsmear_blue_512_c64.npy"))
                .complexImages()[0];
        return TEACHING.stream()
                .map(rows -> kept(
                        "teaching" + rows[0],
                        () -> CellScan.over(
                                whole.crop(rows[0], 0, rows[1], whole.columns() / 2), where.data(), STEP, SEED)))
                .toList();
    }

    /** With the true probe as the one that is given. */
    private Path kept(String name, Supplier<Scan> simulated) {
        Path file = where.folder().resolve(name + ".h5");
        if (!Files.exists(file)) {
            Scan scan = simulated.get();
            CxiFile.write(
                    file,
                    new Scan(
                            scan.name(),
                            scan.source(),
                            scan.geometry(),
                            scan.frames(),
                            scan.mask(),
                            scan.positions(),
                            scan.truth().map(Scan.Truth::probe),
                            scan.specimen(),
                            scan.truth(),
                            scan.notes()));
        }
        return file;
    }
}
