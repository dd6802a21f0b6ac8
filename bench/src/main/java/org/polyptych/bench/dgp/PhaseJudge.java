package org.polyptych.bench.dgp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.bench.electron.Column;
import org.polyptych.bench.electron.ColumnMatch;
import org.polyptych.bench.electron.Columns;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * By the phase of all slices together beside the true one, and by the spectrum of that phase; by the columns of atoms, if they
 * are known one by one.
 *
 * @param truth what is there
 * @param scanned where the frames are
 * @param columns that are there
 */
record PhaseJudge(TruePhase truth, Positions scanned, Optional<List<Column>> columns) implements Judge {
    static final String LIMIT = "spectrum.limit";
    static final String ANISOTROPY = "spectrum.anisotropy";
    /** The same of the truth. */
    static final String TRUE_ANISOTROPY = "spectrum.anisotropy.truth";

    /** Up to which frequency directions are compared, of every result alike, in 1/Å. */
    static final double COMPARED = 1;

    static final String PRECISION = "columns.precision";
    static final String RECALL = "columns.recall";
    /** 1 where shift and ramp were found. */
    static final String RESEMBLES = "resembles";

    static PhaseJudge of(Scan scan) {
        return new PhaseJudge(TruePhase.of(scan.truth().orElseThrow().specimen()), scan.positions(), Optional.empty());
    }

    PhaseJudge with(List<Column> all) {
        return new PhaseJudge(truth, scanned, Optional.of(all));
    }

    PhasePair pair(Specimen object) {
        return PhasePair.of(object, truth, scanned);
    }

    @Override
    public Map<String, Double> during(Specimen object) {
        try {
            return PhaseScores.of(pair(object));
        } catch (BadInputException e) {
            // a state on its way to nowhere has no figures
            return Map.of();
        }
    }

    @Override
    public Map<String, Double> atEnd(Result result) {
        PhasePair pair = pair(result.specimen());
        Map<String, Double> scores = new LinkedHashMap<>(PhaseScores.of(pair));
        scores.put(RESEMBLES, pair.resembles() ? 1.0 : 0.0);
        PowerSpectrum spectrum = PowerSpectrum.of(pair.phase(), pair.pixelHeight(), pair.pixelWidth());
        PowerSpectrum trueSpectrum = PowerSpectrum.of(pair.truePhase(), pair.pixelHeight(), pair.pixelWidth());
        scores.put(LIMIT, InformationLimit.of(spectrum, trueSpectrum));
        scores.put(ANISOTROPY, Anisotropy.of(spectrum, COMPARED));
        scores.put(TRUE_ANISOTROPY, Anisotropy.of(trueSpectrum, COMPARED));
        columns.ifPresent(there -> {
            ColumnMatch match = Columns.match(result, there);
            scores.put(PRECISION, match.precision());
            scores.put(RECALL, match.recall());
        });
        scores.values().removeIf(value -> !Double.isFinite(value));
        return scores;
    }

    @Override
    public PhaseJudge phase() {
        return this;
    }
}
