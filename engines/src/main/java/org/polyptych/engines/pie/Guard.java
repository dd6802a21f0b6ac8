package org.polyptych.engines.pie;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Estimate;

/**
 * Keeps a method that goes frame by frame from diverging. It remembers the object and the probe that the best iteration
 * began with. When the loss of an iteration has climbed from the best by more than a tenth of what it was at first, or
 * is not a number, it goes back to them and goes on with steps of half the length and twice the regularisation. The
 * iteration that is taken back counts as one, and reports the best loss, which is that of the estimate gone back to.
 *
 * <p>Why a tenth of the first loss: an estimate that fits the data to a millionth may double its loss by rounding alone
 * and be none the worse, while one that loses a tenth of all that there was to gain is on its way out. Divergence grows
 * by a factor an iteration, so that it hardly matters when it is noticed.
 *
 * <p>Why halved steps are given the benefit of the doubt once: a loss is that of frames as they were found on the way.
 * Shorter steps get less far on the way, and may report a somewhat larger loss from the same estimate. Up to twice the
 * limit their first iteration is taken as the new best.
 *
 * <p>Iterations before all that is to be found is worked on are not compared, since the loss may rise when the probe is
 * set free. An iteration that the guard lets pass has the bits that it would have without.
 */
final class Guard {
    /** What settings of that name say. */
    static final String DOC = "true: go back and shorten the steps when the loss grows; false: the bare method";

    private static final double TOLERANCE = 0.1;
    private static final double BENEFIT_OF_THE_DOUBT = 2;
    /** The step is then a billionth, and whatever is wrong is not its length. */
    private static final int MOST_FALLS = 30;

    private final boolean on;
    private final List<ComplexImage> images;
    private final List<ComplexImage> before;
    private final List<ComplexImage> good;
    private int falls;
    private boolean onProbation;
    private double first = Double.NaN;
    private double best = Double.NaN;
    /** What the last iteration has to say. */
    private Optional<String> note = Optional.empty();

    /**
     * @param on false to let everything pass
     * @param images the object and the modes that are worked on
     */
    Guard(boolean on, List<ComplexImage> images) {
        this.on = on;
        this.images = images;
        this.before = on ? images.stream().map(ComplexImage::copy).toList() : List.of();
        this.good = on ? images.stream().map(ComplexImage::copy).toList() : List.of();
    }

    /** What is left of the steps: a half for every time it went back. */
    double length() {
        return Math.scalb(1.0, -falls);
    }

    /**
     * Runs an iteration.
     *
     * @param compared false before everything that is to be found is worked on
     * @param iteration takes the length of its steps as a part of the full one, and gives its loss
     * @param wentBack run after the images were put back
     * @return the loss to report
     */
    double run(boolean compared, DoubleUnaryOperator iteration, Runnable wentBack) {
        note = Optional.empty();
        if (!on) {
            return iteration.applyAsDouble(1);
        }
        while (true) {
            copy(images, before);
            double loss = iteration.applyAsDouble(length());
            boolean sound = isSound(loss);
            if (sound && !(compared && isTooHigh(loss))) {
                if (compared) {
                    accept(loss);
                }
                return loss;
            }
            if (falls == MOST_FALLS) {
                return loss;
            }
            falls++;
            boolean toBest = !Double.isNaN(best);
            note = Optional.of(said(sound, loss, toBest));
            copy(toBest ? good : before, images);
            wentBack.run();
            if (toBest) {
                onProbation = true;
                return best;
            }
        }
    }

    private String said(boolean sound, double loss, boolean toBest) {
        String what = sound
                ? String.format(Locale.ROOT, "the loss had grown to %.3g times the best", loss / best)
                : "the loss, object or probe was no longer a number";
        String where = toBest ? "the best estimate" : "where the iteration began";
        return what + "; gone back to " + where + ", on with 1/" + (1L << falls) + " of the full steps";
    }

    /** If the last iteration was taken back: that and why, in one line. */
    Optional<String> note() {
        return note;
    }

    private boolean isSound(double loss) {
        return Double.isFinite(loss) && images.stream().allMatch(ComplexImage::isFinite);
    }

    private boolean isTooHigh(double loss) {
        double limit = best + TOLERANCE * first;
        return loss > (onProbation ? BENEFIT_OF_THE_DOUBT * limit : limit);
    }

    private void accept(double loss) {
        if (Double.isNaN(first)) {
            first = loss;
        }
        if (onProbation || !(loss > best)) {
            best = loss;
            copy(before, good);
        }
        onProbation = false;
    }

    /** What it would go back to belongs to another geometry: from now on that is the images as they are. */
    void goOnFromHere() {
        copy(images, good);
    }

    private static void copy(List<ComplexImage> from, List<ComplexImage> to) {
        for (int k = 0; k < from.size(); k++) {
            System.arraycopy(from.get(k).re(), 0, to.get(k).re(), 0, to.get(k).size());
            System.arraycopy(from.get(k).im(), 0, to.get(k).im(), 0, to.get(k).size());
        }
    }

    void save(Snapshot snapshot) {
        if (on) {
            Estimate.put(snapshot, "guard", good);
            snapshot.doubles().put("guard", new double[] {first, best});
            snapshot.longs().put("guard", new long[] {falls, onProbation ? 1 : 0});
        }
    }

    void restore(Snapshot snapshot) {
        if (on) {
            Estimate.fill(snapshot, "guard", good);
            first = snapshot.doubles().get("guard")[0];
            best = snapshot.doubles().get("guard")[1];
            falls = (int) snapshot.longs().get("guard")[0];
            onProbation = snapshot.longs().get("guard")[1] == 1;
        }
    }
}
