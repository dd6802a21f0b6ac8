package org.polyptych.neural.ptychonn;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * A scan and its object, brought to one scale with others, whatever their exposure: patterns by their preparation; amplitudes
 * of the object so that their root mean square in the light is 1, since beam and object share a factor that patterns cannot
 * tell; the object's phase so that its sum in the light is real, since a common phase cannot be told either.
 */
final class LabelledScan {
    private final Scan scan;
    private final Positions positions;
    private final LitDisc disc;
    private final ObjectPatches patches;
    private final Patterns prepared;
    private final ContentHash hash = new ContentHash();
    private final double[] powers;
    private final double meanPower;
    private final double rootMeanSquare;
    private final double phase;

    /** @throws BadInputException if there is no object, or one that does not lie under the frames, or no light */
    LabelledScan(TrainingData.Labelled labelled, LitDisc disc, PatternPreparation preparation) {
        this.scan = labelled.scan();
        this.disc = disc;
        this.positions = labelled.positions();
        Specimen object = labelled.object()
                .orElseThrow(() -> new BadInputException(scan.source()
                        + ": has no object to learn from; take a simulated scan, or name what another engine has made of"
                        + " it with --object"));
        this.patches = new ObjectPatches(scan.source(), object, positions, scan.geometry(), disc.side());
        this.powers = powers();
        this.meanPower = Arrays.stream(powers).average().orElseThrow();
        if (!(meanPower > 0)) {
            throw new BadInputException(scan.source() + ": all frames are empty");
        }
        this.prepared = preparation.apply(new Measured());
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

    /** Of each frame, in counts. */
    private double[] powers() {
        double[] powers = new double[count()];
        float[] frame = new float[scan.mask().length];
        for (int j = 0; j < powers.length; j++) {
            read(j, frame);
            for (float x : frame) {
                powers[j] += (double) x * x;
            }
            if (!(powers[j] < Double.POSITIVE_INFINITY)) {
                throw new BadInputException(scan.source() + ": frame " + j
                        + " holds values that are NaN or infinite; leave it out with --frames, or mask the pixels");
            }
            hash.add(frame);
        }
        return powers;
    }

    /** Amplitudes as measured. */
    private final class Measured implements Patterns {
        @Override
        public int count() {
            return LabelledScan.this.count();
        }

        @Override
        public int rows() {
            return scan.frames().rows();
        }

        @Override
        public int columns() {
            return scan.frames().columns();
        }

        @Override
        public float[] frame(int index) {
            float[] frame = new float[rows() * columns()];
            read(index, frame);
            return frame;
        }
    }

    private void read(int frame, float[] to) {
        scan.frames().read(new int[] {frame}, to);
        for (int i = 0; i < to.length; i++) {
            to[i] = scan.mask()[i] ? to[i] : 0;
        }
    }

    static double lit(float[] mask) {
        double sum = 0;
        for (float value : mask) {
            sum += value;
        }
        return sum;
    }

    /** Of patterns and objects. */
    long hash() {
        return hash.value();
    }

    Scan scan() {
        return scan;
    }

    /** Where the frames lie on the object, in metres. */
    Positions positions() {
        return positions;
    }

    int count() {
        return scan.frames().count();
    }

    /** Root mean square of the object in the light, in its own unit. */
    double rootMeanSquare() {
        return rootMeanSquare;
    }

    /** Root of a frame's counts, relative to the mean counts. */
    double brightness(int frame) {
        return Math.sqrt(powers[frame] / meanPower);
    }

    /** The prepared pattern of a frame, to a place among others. */
    void pattern(int frame, float[] all, int place) {
        float[] one = prepared.frame(frame);
        System.arraycopy(one, 0, all, place * one.length, one.length);
    }

    /** The scaled object under a frame. */
    ComplexImage object(int frame) {
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
}
