package org.polyptych.io;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Frames;

/** Frames of one scan that lie in several datasets, one after the other. */
public final class FramesInParts implements Frames {
    private final List<Frames> parts;
    /** Index of the first frame of each part, and behind the last. */
    private final int[] first;

    private FramesInParts(List<Frames> parts) {
        this.parts = List.copyOf(parts);
        this.first = new int[parts.size() + 1];
        for (int p = 0; p < parts.size(); p++) {
            first[p + 1] = Math.addExact(first[p], parts.get(p).count());
        }
    }

    /**
     * @param label for messages
     * @throws BadInputException if the frames are not of one size
     */
    public static Frames of(List<Frames> parts, String label) {
        for (Frames part : parts) {
            if (part.rows() != parts.getFirst().rows()
                    || part.columns() != parts.getFirst().columns()) {
                throw new BadInputException(label + ": frames of " + part.rows() + " x " + part.columns()
                        + " pixels behind such of " + parts.getFirst().rows() + " x "
                        + parts.getFirst().columns() + "; they must be of one size");
            }
        }
        return parts.size() == 1 ? parts.getFirst() : new FramesInParts(parts);
    }

    @Override
    public int count() {
        return first[parts.size()];
    }

    @Override
    public int rows() {
        return parts.getFirst().rows();
    }

    @Override
    public int columns() {
        return parts.getFirst().columns();
    }

    @Override
    public long heapBytes() {
        return parts.stream().mapToLong(Frames::heapBytes).sum();
    }

    @Override
    public void read(int[] indices, float[] buffer) {
        forEachRun(indices, (part, inPart, at) -> {
            if (inPart.length == indices.length) {
                part.read(inPart, buffer);
            } else {
                float[] some = new float[inPart.length * rows() * columns()];
                part.read(inPart, some);
                System.arraycopy(some, 0, buffer, at * rows() * columns(), some.length);
            }
        });
    }

    @Override
    public void fetch(int[] indices) {
        forEachRun(indices, (part, inPart, at) -> part.fetch(inPart));
    }

    @FunctionalInterface
    private interface Run {
        /** @param at where the first of these frames stands among all that were asked for */
        void take(Frames part, int[] inPart, int at);
    }

    /** Goes through neighbours in the list that lie in the same part. */
    private void forEachRun(int[] indices, Run run) {
        int at = 0;
        while (at < indices.length) {
            int p = part(indices[at]);
            int end = at + 1;
            while (end < indices.length && part(indices[end]) == p) {
                end++;
            }
            int start = first[p];
            run.take(
                    parts.get(p),
                    Arrays.stream(indices, at, end).map(j -> j - start).toArray(),
                    at);
            at = end;
        }
    }

    private int part(int frame) {
        int found = Arrays.binarySearch(first, frame);
        // of parts without frames, the last one that begins here has it
        while (found >= 0 && found + 1 < first.length && first[found + 1] == frame) {
            found++;
        }
        return found >= 0 ? found : -found - 2;
    }
}
