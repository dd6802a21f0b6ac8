package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.FrameLayout;
import org.polyptych.io.hdf5.FramePlaces;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;

/**
 * The frames of a dataset [frame, y, x] that is being filled, held in memory as amplitudes. Each is read once, when it is
 * there: a frame of one and the same number in all pixels was made room for and not written yet. The last that can be seen
 * may be half written; it counts once another has come after it, or once it is the same in two looks.
 */
final class ArrivedFrames implements PatternSource {
    private static final int BLOCK = 32;

    private final OptionalInt typed;

    /** Of each frame its amplitudes, null where it has not come. */
    private final List<float[]> held = new ArrayList<>();
    /** Frames in the order in which they came. */
    private final List<Integer> order = new ArrayList<>();

    private OptionalInt planned = OptionalInt.empty();
    private int count;
    /** Why a frame that may be there cannot be read yet; empty if none is in the way. */
    private String obstacle = "";
    /** What the last frame held when it was last looked at. */
    private int last = -1;

    private float[] lastSeen = new float[0];

    /** @param typed how many positions a person has given; empty for those of the file */
    ArrivedFrames(OptionalInt typed) {
        this.typed = typed;
    }

    @Override
    public boolean growing() {
        return true;
    }

    @Override
    public long frames(long stored, Supplier<Placed> placed) {
        Placed places = typed.isPresent() ? Placed.all(typed.getAsInt()) : placed.get();
        planned = places.planned();
        // without positions it is the reader who says so
        count = places.there() < 0 ? (int) Math.min(stored, Integer.MAX_VALUE) : places.there();
        return count;
    }

    /** In the order in which they came. */
    int[] order() {
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    /** How many there will be, where the file or a person says so. */
    OptionalInt planned() {
        return planned;
    }

    /** Why not more can be read yet, if something is in the way. */
    String obstacle() {
        return obstacle;
    }

    @Override
    public Frames open(Path path, String name, ReadOut readOut) {
        obstacle = "";
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset(name)) {
            long[] shape = dataset.shape();
            int there = (int) Math.min(shape[0], count);
            if (there < held.size()) {
                throw new BadInputException(dataset.label() + " has " + shape[0] + " frames and " + count
                        + " positions; it had " + held.size() + " when it was last looked at");
            }
            while (held.size() < there) {
                held.add(null);
            }
            accept(read(dataset, readOut, written(dataset, there)));
            return frames((int) shape[1], (int) shape[2]);
        }
    }

    /** Frames that have not come and for which there is something in the file, as far as that can be seen. */
    private List<Integer> written(Hdf5Dataset dataset, int there) {
        Optional<FrameLayout.Chunks> chunks = dataset.framePlaces()
                .map(FramePlaces::pieces)
                .filter(pieces -> pieces.size() == 1)
                .map(List::getFirst)
                .map(FramePlaces.Piece::layout)
                .filter(FrameLayout.Chunks.class::isInstance)
                .map(FrameLayout.Chunks.class::cast);
        List<Integer> some = new ArrayList<>();
        for (int j = 0; j < there; j++) {
            if (held.get(j) == null && (chunks.isEmpty() || isThere(chunks.get(), j))) {
                some.add(j);
            }
        }
        return some;
    }

    /** Whether all chunks of a frame were written. */
    private static boolean isThere(FrameLayout.Chunks chunks, int frame) {
        int ofFrames = frame / chunks.chunk()[0];
        for (int y = 0; y < chunks.grid()[1]; y++) {
            for (int x = 0; x < chunks.grid()[2]; x++) {
                if (chunks.offsets()[chunks.at(ofFrames, y, x)] < 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Reads frames, neighbours together. */
    private NavigableMap<Integer, float[]> read(Hdf5Dataset dataset, ReadOut readOut, List<Integer> wanted) {
        NavigableMap<Integer, float[]> found = new TreeMap<>();
        int k = 0;
        while (k < wanted.size()) {
            int first = wanted.get(k);
            int some = 1;
            while (some < BLOCK && k + some < wanted.size() && wanted.get(k + some) == first + some) {
                some++;
            }
            readBlock(dataset, readOut, first, some, found);
            k += some;
        }
        return found;
    }

    private void readBlock(
            Hdf5Dataset dataset, ReadOut readOut, int first, int some, NavigableMap<Integer, float[]> found) {
        float[] block;
        try {
            block = PatternBlock.read(dataset, readOut, first, some);
        } catch (BadInputException e) {
            if (some == 1) {
                obstacle = e.getMessage();
                return;
            }
            for (int j = first; j < first + some; j++) {
                readBlock(dataset, readOut, j, 1, found);
            }
            return;
        }
        int pixels = block.length / some;
        for (int k = 0; k < some; k++) {
            float[] frame = Arrays.copyOfRange(block, k * pixels, (k + 1) * pixels);
            if (isWritten(frame)) {
                found.put(first + k, frame);
            }
        }
    }

    private static boolean isWritten(float[] frame) {
        for (float value : frame) {
            if (value != frame[0]) {
                return true;
            }
        }
        return false;
    }

    /** All but the last of all, which may be half written. */
    private void accept(NavigableMap<Integer, float[]> found) {
        if (found.isEmpty()) {
            return;
        }
        int top = found.lastKey();
        boolean isLast = held.subList(top, held.size()).stream().allMatch(Objects::isNull);
        boolean waits = isLast && !(last == top && Arrays.equals(lastSeen, found.get(top)));
        last = waits ? top : -1;
        lastSeen = waits ? found.pollLastEntry().getValue() : new float[0];
        found.forEach((j, frame) -> {
            held.set(j, frame);
            order.add(j);
        });
    }

    /** As they are now; frames that have not come are 0. */
    private Frames frames(int rows, int columns) {
        float[] dark = new float[rows * columns];
        float[][] all = new float[count][];
        for (int j = 0; j < count; j++) {
            all[j] = j < held.size() && held.get(j) != null ? held.get(j) : dark;
        }
        return new MemoryFrames(rows, columns, all);
    }
}
