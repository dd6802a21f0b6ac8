package org.polyptych.neural.ptychonn;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.patterns.AlikeScans;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Scan;

/**
 * All that a network is taught and judged by: patterns [frame][row][column] and what they are to be answered with.
 *
 * @param frame side of a pattern in pixels
 * @param scans scaled, see {@link LabelledScan}
 * @param unit amplitude of the object, scaled, that a network is to call 1: twice the mean over frames of the greatest in the
 *     light. PtychoPINN takes the mean itself, of which half of all frames have more, and a sigmoid cannot say more than 1
 */
record Examples(int frame, LitDisc disc, List<LabelledScan> scans, Split split, double unit) {
    /**
     * Looks at all frames once.
     *
     * @throws BadInputException if the scans do not serve
     */
    static Examples of(TrainingData data, PtychoNnTraining settings) {
        if (data.scans().isEmpty()) {
            throw new BadInputException("ptychonn learns from scans: name at least one whose object is known");
        }
        Scan first = data.scans().getFirst().scan();
        int side = first.frames().rows();
        AlikeScans.require(
                "ptychonn",
                data.scans().stream().map(TrainingData.Labelled::scan).toList());
        if (settings.radius() > side / 2.0) {
            throw new BadInputException("ptychonn.radius must be at most half of a frame's side, " + side / 2.0
                    + " pixels, got " + settings.radius());
        }
        LitDisc disc = settings.radius() > 0 ? LitDisc.of(settings.radius(), side) : LitDisc.of(first);
        List<LabelledScan> scans = data.scans().stream()
                .map(labelled -> new LabelledScan(labelled, disc, settings.preparation(side)))
                .toList();
        Split split = Split.of(scans, settings.validation(), disc.side());
        if (split.training().size() < settings.batch()) {
            throw new BadInputException("ptychonn: only " + split.training().size()
                    + " frames are left to learn from when "
                    + split.validation().size() + " are set apart, fewer than a step takes (ptychonn.batch="
                    + settings.batch() + "); give more scans, or set ptychonn.validation or ptychonn.batch lower");
        }
        return new Examples(side, disc, scans, split, unit(scans, split));
    }

    private static double unit(List<LabelledScan> scans, Split split) {
        return 2
                * split.training().stream()
                        .mapToDouble(example -> scans.get(example.scan()).greatest(example.frame()))
                        .average()
                        .orElseThrow();
    }

    /** Patterns of examples one after the other. */
    float[] patterns(List<Split.Example> examples) {
        float[] all = new float[examples.size() * frame * frame];
        for (int k = 0; k < examples.size(); k++) {
            Split.Example example = examples.get(k);
            scans.get(example.scan()).pattern(example.frame(), all, k);
        }
        return all;
    }

    /** Roots of the patterns' counts, relative to their scans' mean counts. */
    float[] brightness(List<Split.Example> examples) {
        float[] all = new float[examples.size()];
        for (int k = 0; k < all.length; k++) {
            Split.Example example = examples.get(k);
            all[k] = (float) scans.get(example.scan()).brightness(example.frame());
        }
        return all;
    }

    /** [example][map][row][column] of the disc's square: amplitudes in units, phases in rad. */
    float[] answers(List<Split.Example> examples, Learned learned) {
        int pixels = disc.side() * disc.side();
        float[] all = new float[examples.size() * learned.maps() * pixels];
        int at = 0;
        for (Split.Example example : examples) {
            ComplexImage object = scans.get(example.scan()).object(example.frame());
            if (learned.amplitude()) {
                for (int i = 0; i < pixels; i++) {
                    all[at++] = (float) (Math.hypot(object.re()[i], object.im()[i]) / unit);
                }
            }
            if (learned.phase()) {
                for (int i = 0; i < pixels; i++) {
                    all[at++] = (float) Math.atan2(object.im()[i], object.re()[i]);
                }
            }
        }
        return all;
    }

    /** Of the objects learned from, root mean square in the light, in their own unit: the mean over their frames. */
    double objectScale() {
        return split.training().stream()
                .mapToDouble(example -> scans.get(example.scan()).rootMeanSquare())
                .average()
                .orElseThrow();
    }

    /** Tells these data from others. */
    String fingerprint() {
        ContentHash hash = new ContentHash();
        scans.forEach(scan -> hash.add(scan.hash()));
        return hash.text();
    }
}
