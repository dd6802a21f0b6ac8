package org.polyptych.app.report;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Evaluation;

/**
 * What a report shows.
 *
 * @param result the reconstruction
 * @param scan what it was made from: its notes, mask, positions and number of frames
 * @param meanMeasured mean counts of the measured frames, zero frequency at pixel N/2
 * @param meanModelled mean counts of the modelled frames, of the same size
 * @param bibtex what to cite, an entry each
 * @param evaluation the result scored against the truth, where there is one
 * @param beam the probe away from the specimen
 * @param parts the same for each of several scans that were reconstructed together; empty for one
 * @param notes what there was to say of the run, in its order
 */
public record ReportData(
        Result result,
        Scan scan,
        RealImage meanMeasured,
        RealImage meanModelled,
        List<String> bibtex,
        Optional<Evaluation> evaluation,
        BeamSeen beam,
        List<ReportData> parts,
        List<String> notes) {

    /** Of a result whose truth is not known. */
    public ReportData(Result result, Scan scan, RealImage meanMeasured, RealImage meanModelled, List<String> bibtex) {
        this(result, scan, meanMeasured, meanModelled, bibtex, Optional.empty(), BeamSeen.of(result));
    }

    /** Of one scan. */
    public ReportData(
            Result result,
            Scan scan,
            RealImage meanMeasured,
            RealImage meanModelled,
            List<String> bibtex,
            Optional<Evaluation> evaluation,
            BeamSeen beam) {
        this(result, scan, meanMeasured, meanModelled, bibtex, evaluation, beam, List.of(), List.of());
    }

    public ReportData {
        int pixels = scan.mask().length;
        if (meanMeasured.size() != pixels || meanModelled.size() != pixels) {
            throw new IllegalArgumentException("mean patterns must have the frames' " + pixels + " pixels, got "
                    + meanMeasured.size() + " and " + meanModelled.size());
        }
        bibtex = List.copyOf(bibtex);
        parts = List.copyOf(parts);
        notes = List.copyOf(notes);
    }
}
