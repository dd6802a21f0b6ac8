package org.polyptych.io.frames;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;

/** Frames of several files, one file after the other. */
public final class JoinedFrames implements StoredFrames {
    private final StoredFrames[] parts;
    /** First frame of each part; the end last. */
    private final int[] first;

    /** @throws BadInputException if the frames of the parts are of different sizes */
    public JoinedFrames(List<? extends StoredFrames> parts) {
        this.parts = parts.toArray(StoredFrames[]::new);
        this.first = new int[this.parts.length + 1];
        long frames = 0;
        for (int p = 0; p < this.parts.length; p++) {
            StoredFrames part = this.parts[p];
            if (part.rows() != rows() || part.columns() != columns()) {
                throw new BadInputException(part.label(0) + ": frames of " + part.rows() + " x " + part.columns()
                        + " pixels, but " + this.parts[0].label(0) + " has " + rows() + " x " + columns());
            }
            frames += part.count();
            first[p + 1] = FrameSize.count(frames, part.label(0));
        }
    }

    @Override
    public int count() {
        return first[parts.length];
    }

    @Override
    public int rows() {
        return parts[0].rows();
    }

    @Override
    public int columns() {
        return parts[0].columns();
    }

    @Override
    public float[] values(int frame) {
        int part = part(frame);
        return parts[part].values(frame - first[part]);
    }

    @Override
    public void fetch(int[] frames) {
        for (int frame : frames) {
            int part = part(frame);
            parts[part].fetch(new int[] {frame - first[part]});
        }
    }

    private int part(int frame) {
        int found = Arrays.binarySearch(first, frame);
        return found >= 0 ? found : -found - 2;
    }

    @Override
    public long heapBytes() {
        return Arrays.stream(parts).mapToLong(StoredFrames::heapBytes).sum();
    }

    @Override
    public boolean isUnsigned() {
        return Arrays.stream(parts).allMatch(StoredFrames::isUnsigned);
    }

    /** That of the parts, if it is the same in all. */
    @Override
    public Sample sample() {
        Sample sample = parts[0].sample();
        return Arrays.stream(parts).allMatch(part -> part.sample() == sample) ? sample : Sample.FLOAT32;
    }

    @Override
    public String label(int frame) {
        return parts[part(frame)].label(frame - first[part(frame)]);
    }
}
