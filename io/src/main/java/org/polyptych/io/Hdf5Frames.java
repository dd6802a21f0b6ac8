package org.polyptych.io;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
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
public final class Hdf5Frames implements Frames, AutoCloseable {
    private static final Cleaner CLEANER = Cleaner.create();

    private final FileMark mark;
    /** Of the files in which the frames lie, where several threads can read them. */
    private final List<FileMark> parts;

    private final Cleaner.Cleanable closing;
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
        this.closing = CLEANER.register(this, open);
        this.mark = mark;
        this.parts = open.parts;
        this.dataset = open.dataset;
        this.readOut = readOut;
        long[] shape = open.dataset.shape();
        this.count = Math.toIntExact(shape[0]);
        this.rows = Math.toIntExact(shape[1]);
        this.columns = Math.toIntExact(shape[2]);
        this.raw = open.raw;
        mark.check(); // the parts were looked at later
    }

    /** Whether several threads can read at once. */
    boolean isParallel() {
        return raw != null;
    }

    /** So many neighbouring frames are best read by one thread. */
    int together() {
        return raw == null ? 1 : raw.together();
    }

    private void check() {
        mark.check();
        parts.forEach(FileMark::check);
    }

    /** Closes the file at once, rather than once nobody holds the frames any more. */
    @Override
    public void close() {
        closing.clean();
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
                parts.get(raw.pieceOf(indices[k])).check();
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
            check(); // says why, if the file has changed
            throw e;
        }
        check();
        return block;
    }

    /** What has to be closed; knows nothing of the frames, so that they can become unreachable. */
    private record Open(Hdf5File file, Hdf5Dataset dataset, List<FileMark> parts, RawFrames raw) implements Runnable {
        static Open of(Path path, String name) {
            Hdf5File file = Hdf5File.open(path);
            Hdf5Dataset dataset = null;
            try {
                dataset = file.dataset(name);
                Optional<FramePlaces> places = dataset.framePlaces();
                List<FileMark> parts = places.stream()
                        .flatMap(found -> found.pieces().stream())
                        .map(FramePlaces.Piece::file)
                        .map(FileMark::of)
                        .toList();
                return new Open(file, dataset, parts, places.isPresent() ? raw(dataset, places.get()) : null);
            } catch (RuntimeException e) {
                if (dataset != null) {
                    dataset.close();
                }
                file.close();
                throw e;
            }
        }

        /** Null unless the first and the last frame are to the bit what the library makes of them. */
        private static RawFrames raw(Hdf5Dataset dataset, FramePlaces places) {
            RawFrames raw = null;
            try {
                raw = new RawFrames(places);
                long[] shape = dataset.shape();
                for (int frame : new int[] {0, (int) shape[0] - 1}) {
                    float[] expected = dataset.floats(new long[] {frame, 0, 0}, new long[] {1, shape[1], shape[2]});
                    if (!Arrays.equals(raw.values(frame), expected)) {
                        raw.close();
                        return null;
                    }
                }
                return raw;
            } catch (IOException | BadInputException e) {
                if (raw != null) {
                    raw.close();
                }
                return null; // the library will say what is wrong, once it is asked
            }
        }

        @Override
        public void run() {
            dataset.close();
            file.close();
            if (raw != null) {
                raw.close();
            }
        }
    }
}
