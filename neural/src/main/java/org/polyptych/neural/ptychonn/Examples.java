package org.polyptych.neural.ptychonn;

import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.answers.TaughtFrames;
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
    /** Halvings of the network's encoder. */
    private static final int HALVINGS = 8;

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
        for (TrainingData.Labelled labelled : data.scans()) {
            requireFit(labelled, side, first);
        }
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
        return new Examples(side, disc, scans, split, unit(scans, split, disc));
    }

    private static void requireFit(TrainingData.Labelled labelled, int side, Scan first) {
        Scan scan = labelled.scan();
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(scan.source() + ": is a near-field scan; ptychonn knows the far field only");
        }
        labelled.object().ifPresent(object -> {
            if (object.slices() > 1 || object.modes() > 1) {
                throw new BadInputException(scan.source() + ": its object has " + object.slices() + " slices and "
                        + object.modes() + " states; ptychonn learns objects of one slice and one state");
            }
        });
        requireSize(scan, side, first);
        if (!TaughtFrames.samePixels(scan.geometry(), first.geometry())) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: has object pixels of %.4g x %.4g m, %s has %.4g x %.4g m; one network learns objects of one pixel",
                    scan.source(),
                    scan.geometry().pixelHeight(),
                    scan.geometry().pixelWidth(),
                    first.source(),
                    first.geometry().pixelHeight(),
                    first.geometry().pixelWidth()));
        }
    }

    private static void requireSize(Scan scan, int side, Scan first) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        if (rows != columns || rows % HALVINGS != 0) {
            throw new BadInputException(
                    scan.source() + ": frames of " + rows + " x " + columns + " pixels; ptychonn takes"
                            + " square ones whose side is a multiple of 8: crop them with --set data.crop=N");
        }
        if (rows != side) {
            throw new BadInputException(scan.source() + ": frames of " + rows + " x " + columns + " pixels, those of "
                    + first.source() + " have " + side + " x " + side + "; one network learns from frames of one size");
        }
    }

    private static double unit(List<LabelledScan> scans, Split split, LitDisc disc) {
        float[] mask = disc.mask();
        double sum = 0;
        for (Split.Example example : split.training()) {
            ComplexImage object = scans.get(example.scan()).object(example.frame());
            double greatest = 0;
            for (int i = 0; i < mask.length; i++) {
                greatest = Math.max(greatest, mask[i] * Math.hypot(object.re()[i], object.im()[i]));
            }
            sum += greatest;
        }
        return 2 * sum / split.training().size();
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
