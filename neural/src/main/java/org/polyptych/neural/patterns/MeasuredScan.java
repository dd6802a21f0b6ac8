package org.polyptych.neural.patterns;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ContentHash;
import org.polyptych.physics.Scan;

/** The frames of a scan to learn from, looked at once: masked pixels are 0, and counts are known. */
public final class MeasuredScan implements Patterns {
    private final Scan scan;
    private final double[] powers;
    private final double meanPower;
    private final ContentHash hash = new ContentHash();

    /** @throws BadInputException if frames hold values that are no numbers, or there is no light in any */
    public MeasuredScan(Scan scan) {
        this.scan = scan;
        this.powers = new double[count()];
        for (int j = 0; j < powers.length; j++) {
            float[] frame = frame(j);
            for (float x : frame) {
                powers[j] += (double) x * x;
            }
            if (!(powers[j] < Double.POSITIVE_INFINITY)) {
                throw new BadInputException(scan.source() + ": frame " + j
                        + " holds values that are NaN or infinite; leave it out with --frames, or mask the pixels");
            }
            hash.add(frame);
        }
        this.meanPower = Arrays.stream(powers).average().orElseThrow();
        if (!(meanPower > 0)) {
            throw new BadInputException(scan.source() + ": all frames are empty");
        }
    }

    public Scan scan() {
        return scan;
    }

    /** Mean counts of a frame, on good pixels. */
    public double meanPower() {
        return meanPower;
    }

    /** Root of a frame's counts, relative to the mean counts. */
    public double brightness(int frame) {
        return Math.sqrt(powers[frame] / meanPower);
    }

    /** Of all frames; to be added to. */
    public ContentHash hash() {
        return hash;
    }

    @Override
    public int count() {
        return scan.frames().count();
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
        float[] frame = scan.frames().frame(index);
        for (int i = 0; i < frame.length; i++) {
            frame[i] = scan.mask()[i] ? frame[i] : 0;
        }
        return frame;
    }
}
