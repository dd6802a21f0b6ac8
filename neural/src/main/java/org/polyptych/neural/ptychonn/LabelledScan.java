package org.polyptych.neural.ptychonn;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.patterns.MeasuredScan;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * A scan and its object, brought to one scale with others, whatever their exposure: patterns by their preparation; amplitudes
 * of the object so that their root mean square in the light is 1, since beam and object share a factor that patterns cannot
 * tell; the object's phase so that its sum in the light is real, since a common phase cannot be told either.
 */
public final class LabelledScan implements Split.Placed {
    private final Scan scan;
    private final Positions positions;
    private final LitDisc disc;
    private final ObjectPatches patches;
    private final Patterns prepared;
    private final MeasuredScan measured;
    private final ContentHash hash;
    private final double rootMeanSquare;
    private final double phase;

    /** @throws BadInputException if there is no object, or one that does not lie under the frames, or no light */
    public LabelledScan(TrainingData.Labelled labelled, LitDisc disc, PatternPreparation preparation) {
        this.scan = labelled.scan();
        this.disc = disc;
        this.positions = labelled.positions();
        Specimen object = labelled.object()
                .orElseThrow(() -> new BadInputException(scan.source()
                        + ": has no object to learn from; take a simulated scan, or name what another engine has made of"
                        + " it with --object"));
        if (object.slices() > 1 || object.modes() > 1) {
            throw new BadInputException(scan.source() + ": its object has " + object.slices() + " slices and "
                    + object.modes() + " states; networks learn objects of one slice and one state");
        }
        this.patches = new ObjectPatches(scan.source(), object, positions, scan.geometry(), disc.side());
        this.measured = new MeasuredScan(scan);
        this.hash = measured.hash();
        this.prepared = preparation.apply(measured);
        double squares = 0;
        double re = 0;
        double im = 0;
        float[] mask = disc.mask();
        for (int j = 0; j < count(); j++) {
            ComplexImage patch = patches.of(j);
            hash.add(patch);
            for (int i = 0; i < mask.length; i++) {
                double r = mask[i] * patch.re()[i];
                double m = mask[i] * patch.im()[i];
                squares += r * r + m * m;
                re += r;
                im += m;
            }
        }
        this.rootMeanSquare = Math.sqrt(squares / (count() * lit(mask)));
        this.phase = Math.atan2(im, re);
        if (!(rootMeanSquare > 0 && rootMeanSquare < Double.POSITIVE_INFINITY)) {
            throw new BadInputException(scan.source()
                    + ": the object is 0 or not finite where the frames see it, so there" + " is nothing to learn");
        }
    }

    /** Pixels in the light. */
    public static double lit(float[] mask) {
        double sum = 0;
        for (float value : mask) {
            sum += value;
        }
        return sum;
    }

    /** Of patterns and objects. */
    public long hash() {
        return hash.value();
    }

    public Scan scan() {
        return scan;
    }

    /** Where the frames lie on the object, in metres. */
    @Override
    public Positions positions() {
        return positions;
    }

    public int count() {
        return scan.frames().count();
    }

    @Override
    public Geometry geometry() {
        return scan.geometry();
    }

    /** Root mean square of the object in the light, in its own unit. */
    public double rootMeanSquare() {
        return rootMeanSquare;
    }

    /** Root of a frame's counts, relative to the mean counts. */
    public double brightness(int frame) {
        return measured.brightness(frame);
    }

    /** The prepared pattern of a frame, to a place among others. */
    public void pattern(int frame, float[] all, int place) {
        float[] one = prepared.frame(frame);
        System.arraycopy(one, 0, all, place * one.length, one.length);
    }

    /** The scaled object under a frame. */
    public ComplexImage object(int frame) {
        ComplexImage patch = patches.of(frame);
        double re = Math.cos(phase) / rootMeanSquare;
        double im = -Math.sin(phase) / rootMeanSquare;
        ComplexImage scaled = ComplexImage.zeros(disc.side(), disc.side());
        for (int i = 0; i < patch.size(); i++) {
            scaled.re()[i] = (float) (re * patch.re()[i] - im * patch.im()[i]);
            scaled.im()[i] = (float) (re * patch.im()[i] + im * patch.re()[i]);
        }
        return scaled;
    }

    /** The greatest amplitude of the scaled object in the light of a frame. */
    public double greatest(int frame) {
        ComplexImage object = object(frame);
        float[] mask = disc.mask();
        double greatest = 0;
        for (int i = 0; i < mask.length; i++) {
            greatest = Math.max(greatest, mask[i] * Math.hypot(object.re()[i], object.im()[i]));
        }
        return greatest;
    }
}
