package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Acreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Awrite;
import static org.bytedeco.hdf5.global.hdf5.H5Dcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Dwrite;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_TRUNC;
import static org.bytedeco.hdf5.global.hdf5.H5F_LIBVER_LATEST;
import static org.bytedeco.hdf5.global.hdf5.H5Fcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Fstart_swmr_write;
import static org.bytedeco.hdf5.global.hdf5.H5Gcreate2;
import static org.bytedeco.hdf5.global.hdf5.H5Lcreate_soft;
import static org.bytedeco.hdf5.global.hdf5.H5Oopen;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_DATASET_CREATE_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_chunk;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_deflate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_libver_bounds;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_obj_track_times;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_shuffle;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;
import static org.bytedeco.hdf5.global.hdf5.H5S_SCALAR;
import static org.bytedeco.hdf5.global.hdf5.H5S_SELECT_SET;
import static org.bytedeco.hdf5.global.hdf5.H5S_UNLIMITED;
import static org.bytedeco.hdf5.global.hdf5.H5Screate;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Sselect_hyperslab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.polyptych.core.ComplexImage;

/** Writes a new HDF5 file. Objects are named by their path; a group must exist before what is in it. */
public final class Hdf5Writer implements AutoCloseable {
    private static final int GZIP_LEVEL = 4;

    private final Path path;
    private final Handle file;
    private final String failure;
    private boolean closed;

    private Hdf5Writer(Path path, Handle file) {
        this.path = path;
        this.file = file;
        this.failure = path + ": cannot be written (disk full?)";
    }

    /** Replaces what was there. */
    public static Hdf5Writer create(Path path) {
        return Hdf5Library.locked(() -> new Hdf5Writer(
                path,
                Handle.file(
                        H5Fcreate(path.toString(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT),
                        path + ": cannot be created")));
    }

    /**
     * Replaces what was there by a file that others can read while it is being written, once {@link #letOthersRead} is
     * called: in the newest form of the format.
     */
    public static Hdf5Writer createForReaders(Path path) {
        return Hdf5Library.locked(() -> {
            String failure = path + ": cannot be created";
            try (Handle access = Handle.properties(H5Pcreate(H5P_CLS_FILE_ACCESS_ID_g()), failure)) {
                Handle.check(H5Pset_libver_bounds(access.id(), H5F_LIBVER_LATEST, H5F_LIBVER_LATEST), failure);
                return new Hdf5Writer(
                        path,
                        Handle.file(H5Fcreate(path.toString(), H5F_ACC_TRUNC, H5P_DEFAULT, access.id()), failure));
            }
        });
    }

    /** From now on others may read (SWMR); nothing but frames can be written any more. */
    public void letOthersRead() {
        Hdf5Library.run(() -> Handle.check(H5Fstart_swmr_write(file.id()), failure));
    }

    public void group(String name) {
        Hdf5Library.run(() -> Handle.group(H5Gcreate2(file.id(), name, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), failure)
                .close());
    }

    /** Gives an object, which need not exist yet, a second name. */
    public void link(String target, String name) {
        Hdf5Library.run(() -> Handle.check(H5Lcreate_soft(target, file.id(), name, H5P_DEFAULT, H5P_DEFAULT), failure));
    }

    public void attribute(String object, String name, double value) {
        Hdf5Library.run(() -> {
            try (DoublePointer buffer = new DoublePointer(value)) {
                attribute(object, name, NumberType.DOUBLE.inFile(), NumberType.DOUBLE.inMemory(), buffer);
            }
        });
    }

    public void attribute(String object, String name, long value) {
        Hdf5Library.run(() -> {
            try (LongPointer buffer = new LongPointer(new long[] {value})) {
                attribute(object, name, NumberType.LONG.inFile(), NumberType.LONG.inMemory(), buffer);
            }
        });
    }

    public void attribute(String object, String name, String value) {
        Hdf5Library.run(() -> {
            try (Handle type = TextType.variable();
                    BytePointer text = new BytePointer(value, StandardCharsets.UTF_8);
                    PointerPointer<BytePointer> buffer = new PointerPointer<>(1)) {
                buffer.put(0, text);
                attribute(object, name, type.id(), type.id(), buffer);
            }
        });
    }

    private void attribute(String object, String name, long fileType, long memoryType, Pointer value) {
        try (Handle open = Handle.object(
                        H5Oopen(file.id(), object, H5P_DEFAULT), path + ": nothing is called '" + object + "'");
                Handle space = Handle.space(H5Screate(H5S_SCALAR), failure);
                Handle attribute = Handle.attribute(
                        H5Acreate2(open.id(), name, fileType, space.id(), H5P_DEFAULT, H5P_DEFAULT), failure)) {
            Handle.check(H5Awrite(attribute.id(), memoryType, value), failure);
        }
    }

    public void floats(String name, float[] values, long... shape) {
        check(values.length, shape);
        Hdf5Library.run(() -> {
            try (FloatPointer buffer = new FloatPointer(values)) {
                numbers(name, NumberType.FLOAT, buffer, shape);
            }
        });
    }

    public void doubles(String name, double[] values, long... shape) {
        check(values.length, shape);
        Hdf5Library.run(() -> {
            try (DoublePointer buffer = new DoublePointer(values)) {
                numbers(name, NumberType.DOUBLE, buffer, shape);
            }
        });
    }

    public void longs(String name, long[] values, long... shape) {
        check(values.length, shape);
        Hdf5Library.run(() -> {
            try (LongPointer buffer = new LongPointer(values)) {
                numbers(name, NumberType.LONG, buffer, shape);
            }
        });
    }

    /** Whole numbers in less room; each must fit the type. */
    public void longs(String name, StoredType type, long[] values, long... shape) {
        check(values.length, shape);
        Hdf5Library.run(() -> {
            try (LongPointer buffer = new LongPointer(values);
                    Handle dataset = dataset(name, type.inFile(), shape, H5P_DEFAULT)) {
                long memory = NumberType.LONG.inMemory();
                Handle.check(H5Dwrite(dataset.id(), memory, H5S_ALL(), H5S_ALL(), H5P_DEFAULT, buffer), failure);
            }
        });
    }

    /** A string. */
    public void text(String name, String value) {
        texts(name, List.of(value), new long[0]);
    }

    /** A list of strings. */
    public void texts(String name, List<String> values) {
        texts(name, values, new long[] {values.size()});
    }

    private void texts(String name, List<String> values, long[] shape) {
        Hdf5Library.run(() -> {
            BytePointer[] texts = values.stream()
                    .map(value -> new BytePointer(value, StandardCharsets.UTF_8))
                    .toArray(BytePointer[]::new);
            try (Handle type = TextType.variable();
                    PointerPointer<BytePointer> buffer = new PointerPointer<>(texts);
                    Handle dataset = dataset(name, type.id(), shape, H5P_DEFAULT)) {
                Handle.check(H5Dwrite(dataset.id(), type.id(), H5S_ALL(), H5S_ALL(), H5P_DEFAULT, buffer), failure);
            } finally {
                Arrays.stream(texts).forEach(Pointer::close);
            }
        });
    }

    /** Frames that come one after the other, gzip-compressed, one chunk each. Close it before the file. */
    public Hdf5FrameWriter frames(String name, StoredType type, long count, int rows, int columns) {
        return Hdf5Library.locked(() -> {
            try (Handle properties = Handle.properties(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()), failure)) {
                Handle.check(H5Pset_chunk(properties.id(), 3, 1, rows, columns), failure);
                Handle.check(H5Pset_shuffle(properties.id()), failure);
                Handle.check(H5Pset_deflate(properties.id(), GZIP_LEVEL), failure);
                long[] shape = {count, rows, columns};
                return new Hdf5FrameWriter(dataset(name, type.inFile(), shape, properties.id()), shape, failure);
            }
        });
    }

    /** Frames of which nobody knows how many will come, gzip-compressed, one chunk each. Close it before the file. */
    public Hdf5GrowingFrames growingFrames(String name, StoredType type, int rows, int columns) {
        return Hdf5Library.locked(() -> {
            long[] shape = {0, rows, columns};
            long[] most = {H5S_UNLIMITED, rows, columns};
            try (Handle properties = Handle.properties(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()), failure);
                    Handle space = Handle.space(H5Screate_simple(shape.length, shape, most), failure)) {
                Handle.check(H5Pset_chunk(properties.id(), 3, 1, rows, columns), failure);
                Handle.check(H5Pset_shuffle(properties.id()), failure);
                Handle.check(H5Pset_deflate(properties.id(), GZIP_LEVEL), failure);
                Handle dataset = Handle.dataset(
                        H5Dcreate2(
                                file.id(), name, type.inFile(), space.id(), H5P_DEFAULT, properties.id(), H5P_DEFAULT),
                        failure);
                return new Hdf5GrowingFrames(dataset, rows, columns, failure);
            }
        });
    }

    /** Frames that come one after the other and lie so in the file, as they are: fast to read. Close it before the file. */
    public Hdf5FrameWriter plainFrames(String name, StoredType type, long count, int rows, int columns) {
        return Hdf5Library.locked(() -> {
            long[] shape = {count, rows, columns};
            return new Hdf5FrameWriter(dataset(name, type.inFile(), shape, H5P_DEFAULT), shape, failure);
        });
    }

    /** Arrays of any lengths, one behind the other in one dataset of one dimension. */
    public void joined(String name, float[][] arrays) {
        long total = 0;
        for (float[] array : arrays) {
            total += array.length;
        }
        long[] shape = {total};
        Hdf5Library.run(() -> {
            try (Handle dataset = dataset(name, NumberType.FLOAT.inFile(), shape, H5P_DEFAULT)) {
                long start = 0;
                for (float[] array : arrays) {
                    if (array.length > 0) {
                        try (FloatPointer buffer = new FloatPointer(array)) {
                            block(
                                    dataset,
                                    NumberType.FLOAT.inMemory(),
                                    new long[] {start},
                                    new long[] {array.length},
                                    shape,
                                    buffer);
                        }
                    }
                    start += array.length;
                }
            }
        });
    }

    private void numbers(String name, NumberType type, Pointer values, long[] shape) {
        try (Handle dataset = dataset(name, type.inFile(), shape, H5P_DEFAULT)) {
            Handle.check(H5Dwrite(dataset.id(), type.inMemory(), H5S_ALL(), H5S_ALL(), H5P_DEFAULT, values), failure);
        }
    }

    /**
     * Frames of floats, one gzip-compressed chunk each, written one after the other.
     *
     * @param frames one array of {@code rows * columns} values a frame
     */
    public void compressedFrames(String name, float[][] frames, int rows, int columns) {
        try (Hdf5FrameWriter dataset = frames(name, StoredType.FLOAT32, frames.length, rows, columns)) {
            for (int j = 0; j < frames.length; j++) {
                double[] values = new double[frames[j].length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = frames[j][i];
                }
                dataset.write(j, values);
            }
        }
    }

    /**
     * Complex images of one size, as h5py's complex64.
     *
     * @param leading sizes of the dimensions in front of rows and columns; their product is the number of images
     */
    public void complex(String name, ComplexImage[] images, long... leading) {
        check(images.length, leading);
        long[] shape = Arrays.copyOf(leading, leading.length + 2);
        shape[leading.length] = images[0].rows();
        shape[leading.length + 1] = images[0].columns();
        Hdf5Library.run(() -> {
            try (Handle inFile = ComplexType.H5PY.floats(ComplexType.Place.IN_FILE);
                    Handle inMemory = ComplexType.H5PY.floats(ComplexType.Place.IN_MEMORY);
                    Handle dataset = dataset(name, inFile.id(), shape, H5P_DEFAULT)) {
                for (int k = 0; k < images.length; k++) {
                    try (FloatPointer buffer = new FloatPointer(pairs(images[k]))) {
                        image(dataset, inMemory.id(), start(k, shape), shape, buffer);
                    }
                }
            }
        });
    }

    private static float[] pairs(ComplexImage image) {
        float[] pairs = new float[Math.multiplyExact(2, image.size())];
        for (int i = 0; i < image.size(); i++) {
            pairs[2 * i] = image.re()[i];
            pairs[2 * i + 1] = image.im()[i];
        }
        return pairs;
    }

    /** Where image k of a stack begins. */
    private static long[] start(int k, long[] shape) {
        long[] start = new long[shape.length];
        long rest = k;
        for (int d = shape.length - 3; d >= 0; d--) {
            start[d] = rest % shape[d];
            rest /= shape[d];
        }
        return start;
    }

    /** Writes one image of a stack. */
    private void image(Handle dataset, long memoryType, long[] start, long[] shape, Pointer values) {
        long[] count = shape.clone();
        Arrays.fill(count, 0, shape.length - 2, 1);
        block(dataset, memoryType, start, count, shape, values);
    }

    private void block(Handle dataset, long memoryType, long[] start, long[] count, long[] shape, Pointer values) {
        try (Handle inFile = Handle.space(H5Screate_simple(shape.length, shape, (long[]) null), failure);
                Handle inMemory = Handle.space(H5Screate_simple(count.length, count, (long[]) null), failure)) {
            Handle.check(H5Sselect_hyperslab(inFile.id(), H5S_SELECT_SET, start, null, count, (long[]) null), failure);
            Handle.check(H5Dwrite(dataset.id(), memoryType, inMemory.id(), inFile.id(), H5P_DEFAULT, values), failure);
        }
    }

    private Handle dataset(String name, long type, long[] shape, long properties) {
        if (properties == H5P_DEFAULT) {
            try (Handle plain = Handle.properties(H5Pcreate(H5P_CLS_DATASET_CREATE_ID_g()), failure)) {
                return dataset(name, type, shape, plain.id());
            }
        }
        // No times: the same content gives the same bytes.
        Handle.check(H5Pset_obj_track_times(properties, false), failure);
        try (Handle space = Handle.space(H5Screate_simple(shape.length, shape, (long[]) null), failure)) {
            return Handle.dataset(
                    H5Dcreate2(file.id(), name, type, space.id(), H5P_DEFAULT, properties, H5P_DEFAULT), failure);
        }
    }

    private static void check(int values, long[] shape) {
        long product = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        if (product != values) {
            throw new IllegalArgumentException(values + " values do not fill the shape " + Arrays.toString(shape));
        }
    }

    /** Writes out what is buffered; an error on the way to the disk shows here. */
    @Override
    public void close() {
        Hdf5Library.run(() -> {
            if (!closed) {
                closed = true;
                Handle.check(file.closer().applyAsInt(file.id()), failure);
            }
        });
    }
}
