package org.polyptych.bench.ptyinr;

import java.nio.file.Files;
import java.time.LocalDate;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.ptychopinn.Answer;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/** Scores a network on a scan of the protocol, the probe known. */
record NetworkScore(NetworkTraining training, Setup setup) implements Task {
    private static final long SEED = 1;

    @Override
    public String id() {
        return training.id() + "-on-" + setup.id();
    }

    @Override
    public Recipe recipe() {
        return training.recipe().with(training.arm(), Map.of("on", setup.toString()));
    }

    @Override
    public void check() {
        if (!Files.exists(training.model())) {
            throw new BadInputException(training.id() + " was not trained");
        }
    }

    @Override
    public CellResult run() {
        Scan scan = CellScan.simulate(setup, training.where().data(), SEED);
        long began = System.nanoTime();
        Result result = Answer.of(training.model(), scan, training.where().threads());
        double seconds = (System.nanoTime() - began) * 1e-9;
        CellScores scores = new CellScores(scan, Setup.Known.PROBE);
        CellImages.of(scores.comparison(result.specimen(), result.probe()))
                .write(training.where().folder(), id());
        return new CellResult(
                id(),
                recipe().text(),
                "",
                1,
                SEED,
                Answer.settings(result),
                training.where().commit(),
                result.provenance().machine(),
                LocalDate.now().toString(),
                seconds,
                result.losses()[result.losses().length - 1],
                scores.of(result.specimen(), result.probe()));
    }
}
