package org.polyptych.app.report;

import java.util.List;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * What a report shows.
 *
 * @param result the reconstruction
 * @param scan what it was made from: its notes, mask, positions and number of frames
 * @param meanMeasured mean counts of the measured frames, zero frequency at pixel N/2
 * @param meanModelled mean counts of the modelled frames, of the same size
 * @param bibtex what to cite, an entry each
 */
public record ReportData(
        Result result, Scan scan, RealImage meanMeasured, RealImage meanModelled, List<String> bibtex) {
    public ReportData {
        int pixels = scan.mask().length;
        if (meanMeasured.size() != pixels || meanModelled.size() != pixels) {
            throw new IllegalArgumentException("mean patterns must have the frames' " + pixels + " pixels, got "
                    + meanMeasured.size() + " and " + meanModelled.size());
        }
        bibtex = List.copyOf(bibtex);
    }
}
