package org.polyptych.bench.ptyinr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.RasterAmbiguity;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.PtyInrProtocol;
import org.polyptych.physics.protocol.Subject;

/**
 * What one run scores, as it is and with the factor moved from the object to the probe that the raster leaves free. The
 * second keys are the first behind {@value #REMOVED}.
 */
final class CellScores {
    /** In front of the keys of the figures with the raster's factor removed. */
    static final String REMOVED = "raster_removed.";

    /** 1 if a factor was found and moved; 0 if what was found was too wide to be one: the figures are then equal. */
    static final String CREDIBLE = REMOVED + "credible";

    private final Scan scan;
    private final Setup.Known known;

    CellScores(Scan scan, Setup.Known known) {
        this.scan = scan;
        this.known = known;
    }

    /**
     * An object and a probe.
     *
     * @param credible false if no factor was moved although there may be one
     */
    record Found(Specimen specimen, Probe probe, boolean credible) {}

    /** Without the raster's factor; empty where there is none or where what is known leaves it no freedom. */
    Optional<Found> withoutRaster(Specimen specimen, Probe probe) {
        RasterAmbiguity raster = new RasterAmbiguity(
                specimen, scan.positions(), scan.frames().rows(), scan.frames().columns(), false);
        if (known != Setup.Known.NOTHING || !raster.steps().ambiguous()) {
            return Optional.empty();
        }
        RasterAmbiguity.Separation separated = raster.remove(specimen, probe);
        return Optional.of(new Found(separated.specimen(), separated.probe(), separated.credible()));
    }

    /** Key to figure. */
    Map<String, Double> of(Specimen specimen, Probe probe) {
        Map<String, Double> scores = new LinkedHashMap<>();
        add(scores, "", specimen, probe);
        withoutRaster(specimen, probe).ifPresent(found -> {
            add(scores, REMOVED, found.specimen(), found.probe());
            scores.put(CREDIBLE, found.credible() ? 1.0 : 0.0);
        });
        return scores;
    }

    private void add(Map<String, Double> scores, String prefix, Specimen specimen, Probe probe) {
        new PtyInrProtocol()
                .evaluate(comparison(specimen, probe))
                .scores()
                .forEach(score -> scores.put(prefix + score.key(), score.value()));
    }

    /** Of an object and a probe with the truth of the scan. */
    Comparison comparison(Specimen specimen, Probe probe) {
        Positions positions = scan.positions();
        Subject found = new Subject(
                "the result", specimen, Optional.of(probe.orthogonalised()), Optional.of(positions), Optional.empty());
        return Comparison.of(found, Subject.of("the truth", scan.truth().orElseThrow()), Placement.AUTOMATIC);
    }
}
