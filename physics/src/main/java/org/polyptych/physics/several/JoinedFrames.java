package org.polyptych.physics.several;

import java.util.List;
import org.polyptych.physics.Frames;

/** The frames of several scans, one scan after the other. */
final class JoinedFrames implements Frames {
    private final List<Frames> all;
    /** Where the frames of each begin; one more at the end. */
    private final int[] first;

    /** @param all of one size, at least one */
    JoinedFrames(List<Frames> all) {
        this.all = List.copyOf(all);
        this.first = new int[all.size() + 1];
        for (int k = 0; k < all.size(); k++) {
            first[k + 1] = Math.addExact(first[k], all.get(k).count());
        }
    }

    @Override
    public int count() {
        return first[all.size()];
    }

    @Override
    public int rows() {
        return all.getFirst().rows();
    }

    @Override
    public int columns() {
        return all.getFirst().columns();
    }

    @Override
    public long heapBytes() {
        return all.stream().mapToLong(Frames::heapBytes).sum();
    }

    @Override
    public void read(int[] indices, float[] buffer) {
        int pixels = rows() * columns();
        float[] one = indices.length == 1 ? buffer : new float[pixels];
        for (int k = 0; k < indices.length; k++) {
            int scan = scanOf(indices[k]);
            all.get(scan).read(new int[] {indices[k] - first[scan]}, one);
            if (one != buffer) {
                System.arraycopy(one, 0, buffer, k * pixels, pixels);
            }
        }
    }

    @Override
    public void fetch(int[] indices) {
        for (int index : indices) {
            int scan = scanOf(index);
            all.get(scan).fetch(new int[] {index - first[scan]});
        }
    }

    private int scanOf(int index) {
        int scan = 0;
        while (index >= first[scan + 1]) {
            scan++;
        }
        return scan;
    }
}
