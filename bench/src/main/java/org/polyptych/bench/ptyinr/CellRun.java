package org.polyptych.bench.ptyinr;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import org.polyptych.physics.protocol.Protocol;

/** Simulates, reconstructs with the defaults of the engine, and scores one cell. */
final class CellRun {
    private final Path data;
    private final long seed;
    private final String commit;

    /** @param data the folder of the test data */
    CellRun(Path data, long seed, String commit) {
        this.data = data;
        this.seed = seed;
        this.commit = commit;
    }

    CellResult run(Cell cell) {
        Scan scan = CellScan.simulate(cell, data, seed);
        Scan.Truth truth = scan.truth().orElseThrow();
        Optional<Probe> probe = cell.known() == Cell.Known.PROBE ? Optional.of(truth.probe()) : Optional.empty();
        Optional<Specimen> specimen =
                cell.known() == Cell.Known.OBJECT ? Optional.of(truth.specimen()) : Optional.empty();
        Map<String, String> settings =
                switch (cell.known()) {
                    case NOTHING -> Map.of();
                    case PROBE -> Map.of("probe.known", "true");
                    case OBJECT -> Map.of("object.known", "true");
                };
        Reconstruction recipe =
                Reconstruction.with(cell.engine(), settings, cell.iterations(), seed, Parallel.allProcessors());
        Result result = recipe.run(scan, probe, specimen, (report, total, seconds) -> {}, () -> false);
        Evaluation evaluation = Protocol.named("ptyinr").evaluate(Comparison.of(result, truth));
        Map<String, Double> scores = new LinkedHashMap<>();
        evaluation.scores().forEach(score -> scores.put(score.key(), score.value()));
        Result.Provenance provenance = result.provenance();
        return new CellResult(
                cell.id(),
                provenance.iterations(),
                seed,
                provenance.settings(),
                commit,
                provenance.machine(),
                LocalDate.now().toString(),
                provenance.seconds(),
                result.losses()[result.losses().length - 1],
                scores);
    }
}
