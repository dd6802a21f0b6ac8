package org.polyptych.io;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.FramePlaces;
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
    /** Past the library; null where only the library can read them. */
    private final RawFrames raw;

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
        this.raw = open.raw;
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
     * Frames come straight from the file where that can be done, by any number of threads at once; else through the
     * library, neighbours in one go.
     *
     * @throws BadInputException if the file has changed since it was opened
     */
    @Override
    public void read(int[] indices, float[] buffer) {
        int pixels = rows * columns;
        int k = 0;
        while (k < indices.length) {
            if (raw != null && rawFrame(indices[k], buffer, k * pixels)) {
                mark.check();
                k++;
                continue;
            }
            int run = 1;
            while (k + run < indices.length && indices[k + run] == indices[k] + run) {
                run++;
            }
            float[] block = block(indices[k], run);
            System.arraycopy(block, 0, buffer, k * pixels, block.length);
            k += run;
        }
    }

    @Override
    public void fetch(int[] indices) {
        if (raw != null) {
            raw.fetch(indices);
        }
    }

    /** False if something is unusual about the frame, which the library's way then shows. */
    private boolean rawFrame(int frame, float[] buffer, int at) {
        try {
            return PatternBlock.amplitudes(raw.values(frame), raw.isUnsigned(), readOut, rows, columns, buffer, at);
        } catch (IOException e) {
            return false;
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
    private record Open(Hdf5File file, Hdf5Dataset dataset, FileChannel channel, RawFrames raw) implements Runnable {
        static Open of(Path path, String name) {
            Hdf5File file = Hdf5File.open(path);
            try {
                Hdf5Dataset dataset = file.dataset(name);
                FileChannel channel = channel(path);
                return new Open(file, dataset, channel, channel == null ? null : raw(dataset, channel));
            } catch (RuntimeException e) {
                file.close();
                throw e;
            }
        }

        private static FileChannel channel(Path path) {
            try {
                return FileChannel.open(path, StandardOpenOption.READ);
            } catch (IOException e) {
                return null;
            }
        }

        /** Null unless the first and the last frame are to the bit what the library makes of them. */
        private static RawFrames raw(Hdf5Dataset dataset, FileChannel channel) {
            try {
                Optional<FramePlaces> places = dataset.framePlaces();
                if (places.isEmpty()) {
                    return null;
                }
                RawFrames raw = new RawFrames(channel, places.get());
                long[] shape = dataset.shape();
                for (int frame : new int[] {0, (int) shape[0] - 1}) {
                    float[] expected = dataset.floats(new long[] {frame, 0, 0}, new long[] {1, shape[1], shape[2]});
                    if (!Arrays.equals(raw.values(frame), expected)) {
                        return null;
                    }
                }
                return raw;
            } catch (IOException | BadInputException e) {
                return null; // the library will say what is wrong, once it is asked
            }
        }

        @Override
        public void run() {
            dataset.close();
            file.close();
            try {
                if (channel != null) {
                    channel.close();
                }
            } catch (IOException e) {
                // it was only read
            }
        }
    }
}
