package org.polyptych.io.frames;

import java.lang.ref.Cleaner;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.FileMark;
import org.polyptych.io.hdf5.FrameLayout;
import org.polyptych.io.hdf5.FramePlaces;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * The images in the last two dimensions of an HDF5 dataset of any number of dimensions. Through the library, which lets
 * one thread read at a time.
 */
public final class Hdf5Stored implements StoredFrames {
    private static final Cleaner CLEANER = Cleaner.create();
    private static final int IMAGE = 2;

    private final FileMark mark;
    private final Hdf5Dataset dataset;
    private final int count;
    private final int rows;
    private final int columns;
    private final Cleaner.Cleanable closing;

    private Hdf5Stored(FileMark mark, Hdf5File file, Hdf5Dataset dataset) {
        this.mark = mark;
        this.dataset = dataset;
        long[] shape = dataset.shape();
        this.count = frames(dataset);
        this.rows = (int) shape[shape.length - 2];
        this.columns = (int) shape[shape.length - 1];
        this.closing = CLEANER.register(this, () -> close(file, dataset));
    }

    private static void close(Hdf5File file, Hdf5Dataset dataset) {
        dataset.close();
        file.close();
    }

    /**
     * The frames of a dataset [..., y, x], past the library where they lie one behind the other.
     *
     * @throws BadInputException if the dataset does not hold images of numbers
     */
    public static StoredFrames open(Path path, String name) {
        FileMark mark = FileMark.of(path);
        Hdf5File file = Hdf5File.open(path);
        Hdf5Dataset dataset = null;
        try {
            dataset = file.dataset(name);
            frames(dataset);
            Hdf5Stored stored = new Hdf5Stored(mark, file, dataset);
            Optional<StoredFrames> plain = plain(stored);
            if (plain.isPresent()) {
                stored.closing.clean(); // the library is not needed any more
            }
            return plain.orElse(stored);
        } catch (RuntimeException e) {
            if (dataset != null) {
                dataset.close();
            }
            file.close();
            throw e;
        }
    }

    /** How many there are, in a dataset that can be read. */
    private static int frames(Hdf5Dataset dataset) {
        long[] shape = dataset.shape();
        boolean numbers = dataset.kind() == Hdf5Dataset.Kind.INTEGER || dataset.kind() == Hdf5Dataset.Kind.FLOAT;
        if (!numbers || shape.length < IMAGE) {
            throw new BadInputException(
                    dataset.label() + " must hold numbers [..., y, x]; its shape is " + dataset.shapeText());
        }
        FrameSize.bytes(shape[shape.length - 2], shape[shape.length - 1], Sample.FLOAT64, dataset.label());
        long frames = 1;
        for (int d = 0; d < shape.length - IMAGE; d++) {
            frames = shape[d] == 0 ? 0 : Math.min(Integer.MAX_VALUE, frames * Math.min(shape[d], Integer.MAX_VALUE));
        }
        return FrameSize.count(frames, dataset.label());
    }

    /** The frames as they lie in the file, if the first and the last are those that the library reads. */
    private static Optional<StoredFrames> plain(Hdf5Stored stored) {
        Optional<FramePlaces> places = stored.dataset.framePlaces();
        if (places.isEmpty() || places.get().pieces().size() != 1) {
            return Optional.empty();
        }
        FramePlaces.Piece piece = places.get().pieces().getFirst();
        if (!(piece.layout() instanceof FrameLayout.Plain plain)) {
            return Optional.empty();
        }
        SharedFile file = SharedFile.open(piece.file());
        boolean same = false;
        try {
            FlatFrames flat = new FlatFrames(
                    file,
                    Sample.valueOf(plain.form().name()),
                    ByteOrder.LITTLE_ENDIAN,
                    plain.first(),
                    stored.count,
                    stored.rows,
                    stored.columns);
            same = Arrays.equals(flat.values(0), stored.values(0))
                    && Arrays.equals(flat.values(stored.count - 1), stored.values(stored.count - 1));
            return same ? Optional.of(flat) : Optional.empty();
        } catch (BadInputException e) {
            return Optional.empty(); // the library will say what is wrong, once it is asked
        } finally {
            if (!same) {
                file.close();
            }
        }
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

    @Override
    public boolean isUnsigned() {
        return false;
    }

    @Override
    public String label(int frame) {
        return dataset.label();
    }

    @Override
    public float[] values(int frame) {
        long[] shape = dataset.shape();
        long[] start = new long[shape.length];
        long[] size = shape.clone();
        int rest = frame;
        for (int d = shape.length - IMAGE - 1; d >= 0; d--) {
            start[d] = rest % shape[d];
            rest /= (int) shape[d];
            size[d] = 1;
        }
        try {
            return dataset.floats(start, size);
        } finally {
            mark.check();
        }
    }
}
