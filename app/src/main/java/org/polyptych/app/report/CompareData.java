package org.polyptych.app.report;

import java.util.List;
import java.util.Optional;
import org.polyptych.physics.Scan;

/**
 * What the report of a comparison shows.
 *
 * @param scan as the engines saw it, all frames
 * @param entries the engines, as asked for
 * @param sample number of frames on which the common loss was evaluated
 * @param halves how the two halves were made, in words; empty where none were asked for
 * @param notes on how the comparison was made, a line each
 */
public record CompareData(Scan scan, List<CompareEntry> entries, int sample, String halves, List<String> notes) {

    /** Those with a result. */
    public List<CompareEntry> shown() {
        return entries.stream().filter(entry -> entry.result().isPresent()).toList();
    }

    /** The one with a result whose common loss is least: the others are laid on it in pictures. */
    Optional<CompareEntry> reference() {
        return shown().stream()
                .filter(entry -> Double.isFinite(entry.commonLoss()))
                .min((a, b) -> Double.compare(a.commonLoss(), b.commonLoss()));
    }
}
