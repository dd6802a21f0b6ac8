package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;

/** Opens a dataset [frame, y, x] as frames: in memory if they are small enough, else left in the file. */
public final class PatternReader {
    private static final int BLOCK = 32;
    /** What a reader keeps for each pixel of a frame, and for each frame, must fit into memory too. */
    private static final int BYTES_A_PIXEL = 64;

    private PatternReader() {}

    /** Frames that need more than half of Java's memory stay in the file. */
    public static long usualMemoryLimit() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    public static Frames open(Path path, String name, ReadOut readOut, long memoryLimit) {
        FileMark mark = FileMark.of(path);
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset(name)) {
            check(dataset);
            long[] shape = dataset.shape();
            double bytes = (double) Float.BYTES * shape[0] * shape[1] * shape[2];
            if (bytes > memoryLimit) {
                return new Hdf5Frames(mark, name, readOut);
            }
            try (Hdf5Frames stored = new Hdf5Frames(mark, name, readOut)) {
                if (stored.isParallel()) {
                    return inMemory(stored);
                }
            }
            Frames frames = inMemory(dataset, readOut);
            mark.check();
            return frames;
        }
    }

    /**
     * Sizes of the frames of a dataset: [frame, y, x].
     *
     * @throws BadInputException if the dataset does not hold frames
     */
    public static long[] shape(Hdf5File file, String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            check(dataset);
            return dataset.shape();
        }
    }

    private static void check(Hdf5Dataset dataset) {
        if (dataset.kind() != Hdf5Dataset.Kind.INTEGER && dataset.kind() != Hdf5Dataset.Kind.FLOAT) {
            throw new BadInputException(dataset.label() + " must hold numbers, one a pixel");
        }
        if (dataset.rank() != 3) {
            throw new BadInputException(
                    dataset.label() + " must be [frame, y, x], but its shape is " + dataset.shapeText());
        }
        if (Arrays.stream(dataset.shape()).anyMatch(size -> size < 1)) {
            throw new BadInputException(dataset.label() + " is empty: its shape is " + dataset.shapeText());
        }
        long[] shape = dataset.shape();
        double room = Runtime.getRuntime().maxMemory() / (double) BYTES_A_PIXEL;
        if (shape[0] > room || (double) shape[1] * shape[2] > room) {
            throw new BadInputException(
                    dataset.label() + " is too large for this machine: its shape is " + dataset.shapeText());
        }
    }

    /** By all threads, each taking neighbours that lie in the same chunk. */
    private static Frames inMemory(Hdf5Frames stored) {
        int count = stored.count();
        int block = Math.min(count, stored.together());
        float[][] frames = new float[count][];
        try (Parallel parallel = new Parallel(Parallel.allProcessors())) {
            parallel.forEach(Math.ceilDiv(count, block), b -> {
                for (int j = b * block; j < Math.min(count, (b + 1) * block); j++) {
                    frames[j] = stored.frame(j);
                }
            });
        }
        return new MemoryFrames(stored.rows(), stored.columns(), frames);
    }

    private static Frames inMemory(Hdf5Dataset dataset, ReadOut readOut) {
        long[] shape = dataset.shape();
        int count = Math.toIntExact(shape[0]);
        int pixels = Math.toIntExact(shape[1] * shape[2]);
        float[][] frames = new float[count][];
        for (int first = 0; first < count; first += BLOCK) {
            int block = Math.min(BLOCK, count - first);
            float[] amplitudes = PatternBlock.read(dataset, readOut, first, block);
            for (int k = 0; k < block; k++) {
                frames[first + k] = Arrays.copyOfRange(amplitudes, k * pixels, (k + 1) * pixels);
            }
        }
        return new MemoryFrames((int) shape[1], (int) shape[2], frames);
    }
}
