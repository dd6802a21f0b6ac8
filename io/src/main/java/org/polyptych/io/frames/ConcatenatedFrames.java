package org.polyptych.io.frames;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Frames;

/** Frames of several sources, one after the other. */
public final class ConcatenatedFrames implements Frames {
    private final Frames[] parts;
    /** First frame of each part; the end last. */
    private final int[] first;

    /** @throws BadInputException if the frames of the parts are of different sizes */
    public ConcatenatedFrames(List<Frames> parts, String label) {
        this.parts = parts.toArray(Frames[]::new);
        this.first = new int[this.parts.length + 1];
        long frames = 0;
        for (int p = 0; p < this.parts.length; p++) {
            if (this.parts[p].rows() != rows() || this.parts[p].columns() != columns()) {
                throw new BadInputException(label + ": its parts have frames of different sizes, " + rows() + " x "
                        + columns() + " and " + this.parts[p].rows() + " x " + this.parts[p].columns());
            }
            frames += this.parts[p].count();
            first[p + 1] = FrameSize.count(frames, label);
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
    public long heapBytes() {
        return Arrays.stream(parts).mapToLong(Frames::heapBytes).sum();
    }

    /** Runs of frames that lie in the same part are read from it in one go. */
    @Override
    public void read(int[] indices, float[] buffer) {
        int pixels = rows() * columns();
        for (int k = 0; k < indices.length; ) {
            int[] run = run(indices, k);
            if (k == 0 && run.length == indices.length) {
                parts[part(indices[0])].read(run, buffer);
            } else {
                float[] block = new float[run.length * pixels];
                parts[part(indices[k])].read(run, block);
                System.arraycopy(block, 0, buffer, k * pixels, block.length);
            }
            k += run.length;
        }
    }

    @Override
    public void fetch(int[] indices) {
        for (int k = 0; k < indices.length; ) {
            int[] run = run(indices, k);
            parts[part(indices[k])].fetch(run);
            k += run.length;
        }
    }

    /** The frames from the k-th on that lie in the same part, by their numbers in it. */
    private int[] run(int[] indices, int k) {
        int part = part(indices[k]);
        int end = k;
        while (end < indices.length && part(indices[end]) == part) {
            end++;
        }
        return Arrays.stream(indices, k, end).map(j -> j - first[part]).toArray();
    }

    private int part(int frame) {
        int found = Arrays.binarySearch(first, frame);
        return found >= 0 ? found : -found - 2;
    }
}
