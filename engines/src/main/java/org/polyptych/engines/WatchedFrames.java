package org.polyptych.engines;

import java.util.stream.IntStream;
import org.polyptych.core.ContentHash;
import org.polyptych.physics.Frames;

/** Frames that are hashed as they are read, so that knowing them again costs no second reading. */
final class WatchedFrames implements Frames {
    private final Frames frames;
    private final long[] hashes;
    private final boolean[] seen;

    WatchedFrames(Frames frames) {
        this.frames = frames;
        this.hashes = new long[frames.count()];
        this.seen = new boolean[frames.count()];
    }

    @Override
    public int count() {
        return frames.count();
    }

    @Override
    public int rows() {
        return frames.rows();
    }

    @Override
    public int columns() {
        return frames.columns();
    }

    @Override
    public long heapBytes() {
        return frames.heapBytes();
    }

    @Override
    public void fetch(int[] indices) {
        frames.fetch(indices);
    }

    @Override
    public void read(int[] indices, float[] buffer) {
        frames.read(indices, buffer);
        int pixels = rows() * columns();
        for (int k = 0; k < indices.length; k++) {
            if (known(indices[k])) {
                continue;
            }
            long hash =
                    new ContentHash().add(buffer, k * pixels, (k + 1) * pixels).value();
            synchronized (this) {
                hashes[indices[k]] = hash;
                seen[indices[k]] = true;
            }
        }
    }

    /** Frames that are not held in memory are read again and again. */
    private synchronized boolean known(int index) {
        return seen[index];
    }

    /** Of all frames; reads those that nobody has read yet. */
    long hash() {
        int[] missing;
        synchronized (this) {
            missing = IntStream.range(0, count()).filter(j -> !seen[j]).toArray();
        }
        for (int j : missing) {
            frame(j);
        }
        synchronized (this) {
            return new ContentHash().add(hashes).value();
        }
    }
}
