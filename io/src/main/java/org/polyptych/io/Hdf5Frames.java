package org.polyptych.io;

import java.lang.ref.Cleaner;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;

/**
 * Frames that stay in an HDF5 file and are read when asked for, as amplitudes. The file stays open as long as somebody
 * holds the frames; should it change meanwhile, the next reading says so.
 */
public final class Hdf5Frames implements Frames {
    private static final Cleaner CLEANER = Cleaner.create();

    private final FileMark mark;
    private final Hdf5Dataset dataset;
    private final ReadOut readOut;
    private final int count;
    private final int rows;
    private final int columns;

    /**
     * @param path the file
     * @param name a dataset of counts [frame, y, x], zero frequency at N/2
     */
    public Hdf5Frames(Path path, String name) {
        this(FileMark.of(path), name, ReadOut.counts());
    }

    /** @param mark the file as it was when its shapes were read */
    Hdf5Frames(FileMark mark, String name, ReadOut readOut) {
        Open open = Open.of(mark.path(), name);
        CLEANER.register(this, open);
        this.mark = mark;
        this.dataset = open.dataset;
        this.readOut = readOut;
        long[] shape = open.dataset.shape();
        this.count = Math.toIntExact(shape[0]);
        this.rows = Math.toIntExact(shape[1]);
        this.columns = Math.toIntExact(shape[2]);
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public int columns() {
        return columns;
    }

    /**
     * Neighbouring frames are read in one go.
     *
     * @throws BadInputException if the file has changed since it was opened
     */
    @Override
    public void read(int[] indices, float[] buffer) {
        int pixels = rows * columns;
        int k = 0;
        while (k < indices.length) {
            int run = 1;
            while (k + run < indices.length && indices[k + run] == indices[k] + run) {
                run++;
            }
            float[] block = block(indices[k], run);
            System.arraycopy(block, 0, buffer, k * pixels, block.length);
            k += run;
        }
    }

    private float[] block(int first, int frames) {
        float[] block;
        try {
            block = PatternBlock.read(dataset, readOut, first, frames);
        } catch (BadInputException e) {
            mark.check(); // says why, if the file has changed
            throw e;
        }
        mark.check();
        return block;
    }

    /** What has to be closed; knows nothing of the frames, so that they can become unreachable. */
    private record Open(Hdf5File file, Hdf5Dataset dataset) implements Runnable {
        static Open of(Path path, String name) {
            Hdf5File file = Hdf5File.open(path);
            try {
                return new Open(file, file.dataset(name));
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        }

        @Override
        public void run() {
            dataset.close();
            file.close();
        }
    }
}
