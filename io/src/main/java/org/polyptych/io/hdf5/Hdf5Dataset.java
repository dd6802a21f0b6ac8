package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Dget_create_plist;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Dget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Dopen2;
import static org.bytedeco.hdf5.global.hdf5.H5Dread;
import static org.bytedeco.hdf5.global.hdf5.H5Fget_name;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5S_ALL;
import static org.bytedeco.hdf5.global.hdf5.H5S_SELECT_SET;
import static org.bytedeco.hdf5.global.hdf5.H5Screate_simple;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_dims;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_ndims;
import static org.bytedeco.hdf5.global.hdf5.H5Sselect_hyperslab;
import static org.bytedeco.hdf5.global.hdf5.H5T_ENUM;
import static org.bytedeco.hdf5.global.hdf5.H5T_FLOAT;
import static org.bytedeco.hdf5.global.hdf5.H5T_INTEGER;
import static org.bytedeco.hdf5.global.hdf5.H5T_STRING;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_class;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_size;
import static org.bytedeco.hdf5.global.hdf5.H5Tis_variable_str;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

/**
 * A dataset opened for reading, whole or in blocks. Close it before its file. Values of any integer or float type come
 * as float, double or long, as asked for. Safe for use by several threads.
 */
public final class Hdf5Dataset implements AutoCloseable {
    /** A block is in memory twice while it is read: in the library's and in Java's. */
    private static final int MEMORY_SHARE = 3;
    /** Bytes of a file's name that are looked at. */
    private static final int LONGEST_PATH = 4096;

    private final HeapTexts heapTexts;
    private final String label;
    private final Handle dataset;
    private final long[] shape;
    private final boolean growing;
    private final Kind kind;
    private final long valueBytes;
    /** None unless it is virtual. */
    private final List<VirtualSource> sources;

    private boolean closed;

    /** What the values are. */
    public enum Kind {
        INTEGER,
        FLOAT,
        COMPLEX,
        TEXT,
        OTHER
    }

    private Hdf5Dataset(
            HeapTexts heapTexts,
            String label,
            Handle dataset,
            long[] shape,
            boolean growing,
            Kind kind,
            long valueBytes,
            List<VirtualSource> sources) {
        this.heapTexts = heapTexts;
        this.label = label;
        this.dataset = dataset;
        this.shape = shape;
        this.growing = growing;
        this.kind = kind;
        this.valueBytes = valueBytes;
        this.sources = sources;
    }

    /** @param parts that are looked at already */
    static Hdf5Dataset open(HeapTexts file, String name, VirtualParts parts) {
        String label = file.path() + ": dataset '" + name + "'";
        String failure = label + " cannot be opened; the file is damaged";
        Handle dataset = Handle.dataset(H5Dopen2(file.file(), name, H5P_DEFAULT), failure);
        try (Handle space = Handle.space(H5Dget_space(dataset.id()), failure);
                Handle type = Handle.type(H5Dget_type(dataset.id()), failure)) {
            long[] shape = new long[Math.max(0, H5Sget_simple_extent_ndims(space.id()))];
            long[] most = new long[shape.length];
            Handle.check(H5Sget_simple_extent_dims(space.id(), shape, most), failure);
            NumberLayout.check(type.id(), label);
            List<VirtualSource> sources = VirtualSource.of(dataset.id(), label);
            parts.check(fileOf(dataset.id()).orElse(file.path()), shape, sources, label);
            return new Hdf5Dataset(
                    file,
                    label,
                    dataset,
                    shape,
                    !Arrays.equals(shape, most),
                    kind(type.id()),
                    H5Tget_size(type.id()),
                    sources);
        } catch (BadInputException e) {
            dataset.close();
            throw e;
        }
    }

    private static Kind kind(long type) {
        int group = H5Tget_class(type);
        if (group == H5T_INTEGER || group == H5T_ENUM) { // h5py writes booleans as an enumeration
            return Kind.INTEGER;
        }
        if (group == H5T_FLOAT) {
            return Kind.FLOAT;
        }
        if (group == H5T_STRING) {
            return Kind.TEXT;
        }
        return ComplexType.of(type).isPresent() ? Kind.COMPLEX : Kind.OTHER;
    }

    /** File and name, for messages. */
    public String label() {
        return label;
    }

    /** Sizes of the dimensions, the fastest last; empty for a single value. */
    public long[] shape() {
        return shape.clone();
    }

    /** The shape as people write it, such as 516 x 128 x 128. */
    public String shapeText() {
        return shape.length == 0
                ? "a single value"
                : Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(" x "));
    }

    /** Whether more may come: it is not as large yet as it was made to become. */
    public boolean mayGrow() {
        return growing;
    }

    public int rank() {
        return shape.length;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether float32 cannot hold the values as they are. */
    public boolean isDouble() {
        return kind == Kind.FLOAT && valueBytes > Float.BYTES;
    }

    /** The largest number that whole numbers of this length hold, if they have no sign. */
    public double largest() {
        return Math.pow(2, valueBytes * Byte.SIZE) - 1;
    }

    /**
     * Where the frames of a dataset [frame, y, x] lie, if they can be read past the library; with more dimensions in
     * front, if they lie one behind the other.
     *
     * @throws BadInputException if it is virtual and a part of it is missing
     */
    public Optional<FramePlaces> framePlaces() {
        return Hdf5Library.locked(() -> {
            Path file = fileOf(dataset.id()).orElse(heapTexts.path());
            return sources.isEmpty()
                    ? LayoutReading.of(dataset.id(), asFrames())
                            .map(layout -> FramePlaces.of(
                                    (int) asFrames()[1], (int) asFrames()[2], new FramePlaces.Piece(file, layout)))
                    : PlaceReading.of(file, label, shape, sources);
        });
    }

    /** The shape [frame, y, x] of a dataset of at least as many dimensions; the shape itself where it has fewer. */
    private long[] asFrames() {
        int leading = shape.length - 2;
        if (leading < 2) {
            return shape;
        }
        long frames = 1;
        for (int d = 0; d < leading; d++) {
            frames = shape[d] == 0 || frames < Long.MAX_VALUE / shape[d] ? frames * shape[d] : Long.MAX_VALUE;
        }
        return new long[] {frames, shape[leading], shape[leading + 1]};
    }

    /** How its frames lie in its own file; to be called only under the lock. */
    Optional<FrameLayout> ownLayout() {
        return sources.isEmpty() ? LayoutReading.of(dataset.id(), shape) : Optional.empty();
    }

    /** The file in which an object lies, which may be behind a link. */
    private static Optional<Path> fileOf(long object) {
        byte[] name = new byte[LONGEST_PATH];
        long length = H5Fget_name(object, name, name.length);
        return length > 0 && length < name.length
                ? Optional.of(Path.of(new String(name, 0, (int) length, StandardCharsets.UTF_8)))
                : Optional.empty();
    }

    public float[] floats() {
        return floats(new long[shape.length], shape);
    }

    /**
     * A block.
     *
     * @param start first index in each dimension
     * @param count how many in each dimension
     * @throws IndexOutOfBoundsException if the block does not lie in the dataset
     */
    public float[] floats(long[] start, long[] count) {
        float[] values = new float[values(count)];
        readNumbers(NumberType.FLOAT, start, count, values.length, buffer -> new FloatPointer(buffer).get(values));
        return values;
    }

    public double[] doubles() {
        return doubles(new long[shape.length], shape);
    }

    /** {@link #floats(long[], long[])} in double precision. */
    public double[] doubles(long[] start, long[] count) {
        double[] values = new double[values(count)];
        readNumbers(NumberType.DOUBLE, start, count, values.length, buffer -> new DoublePointer(buffer).get(values));
        return values;
    }

    public long[] longs() {
        long[] values = new long[values(shape)];
        readNumbers(
                NumberType.LONG,
                new long[shape.length],
                shape,
                values.length,
                buffer -> new LongPointer(buffer).get(values));
        return values;
    }

    /** The images in the last two dimensions, in the order of the file. */
    public ComplexImage[] complexImages() {
        if (kind != Kind.COMPLEX) {
            throw new BadInputException(label + " must hold complex numbers (a compound of two floats r and i)");
        }
        if (shape.length < 2) {
            throw new BadInputException(label + " must hold images [..., y, x], but its shape is " + shapeText());
        }
        int leading = shape.length - 2;
        int images = values(Arrays.copyOf(shape, leading));
        ComplexImage[] stack = new ComplexImage[images];
        long[] start = new long[shape.length];
        long[] count = shape.clone();
        Arrays.fill(count, 0, leading, 1);
        for (int k = 0; k < images; k++) {
            int rest = k;
            for (int d = leading - 1; d >= 0; d--) {
                start[d] = rest % shape[d];
                rest /= (int) shape[d];
            }
            stack[k] = complexImage(start, count);
        }
        return stack;
    }

    private ComplexImage complexImage(long[] start, long[] count) {
        int rows = values(new long[] {count[count.length - 2]});
        int columns = values(new long[] {count[count.length - 1]});
        int pixels = values(count);
        if (pixels == 0) {
            throw new BadInputException(label + " is empty: its shape is " + shapeText());
        }
        float[] pairs = new float[Math.multiplyExact(2, pixels)];
        Hdf5Library.run(() -> {
            try (Handle fileType = Handle.type(H5Dget_type(dataset.id()), label + " cannot be read");
                    Handle type = ComplexType.of(fileType.id()).orElseThrow().floats(ComplexType.Place.IN_MEMORY);
                    FloatPointer buffer = new FloatPointer(pairs.length)) {
                read(type.id(), start, count, buffer);
                buffer.get(pairs);
            }
        });
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < pixels; i++) {
            image.re()[i] = pairs[2 * i];
            image.im()[i] = pairs[2 * i + 1];
        }
        return image;
    }

    /** All strings, in the order of the file. */
    public List<String> texts() {
        if (kind != Kind.TEXT) {
            throw new BadInputException(label + " must hold text");
        }
        int count = values(shape);
        return Hdf5Library.locked(() -> {
            String failure = label + " cannot be read";
            try (Handle type = Handle.type(H5Dget_type(dataset.id()), failure);
                    Handle space = Handle.space(H5Dget_space(dataset.id()), failure)) {
                Optional<List<String>> found = H5Tis_variable_str(type.id()) > 0
                        ? heapTexts.ofDataset(dataset.id(), count, failure)
                        : Optional.empty();
                return found.orElseGet(() -> TextType.read(
                        (memoryType, buffer) ->
                                H5Dread(dataset.id(), memoryType, H5S_ALL(), H5S_ALL(), H5P_DEFAULT, buffer),
                        type.id(),
                        space.id(),
                        count,
                        failure));
            }
        });
    }

    private void readNumbers(NumberType type, long[] start, long[] count, int values, NumberSink sink) {
        if (kind != Kind.INTEGER && kind != Kind.FLOAT) {
            throw new BadInputException(label + " must hold numbers");
        }
        if (values == 0) {
            return;
        }
        Hdf5Library.run(() -> {
            try (Pointer buffer = allocate(type, values)) {
                read(type.inMemory(), start, count, buffer);
                sink.take(buffer);
            }
        });
    }

    private static Pointer allocate(NumberType type, int values) {
        return switch (type) {
            case FLOAT -> new FloatPointer(values);
            case DOUBLE -> new DoublePointer(values);
            case LONG -> new LongPointer(values);
        };
    }

    private void read(long memoryType, long[] start, long[] count, Pointer buffer) {
        for (int d = 0; d < shape.length; d++) {
            Objects.checkFromIndexSize(start[d], count[d], shape[d]);
        }
        try {
            readNow(memoryType, start, count, buffer, label + " cannot be read: the data are damaged");
        } catch (BadInputException e) {
            throw unknownFilter()
                    .map(filter -> new BadInputException(label + " is compressed by the HDF5 filter " + filter
                            + ", which is not known here; write it anew with gzip (h5repack -f GZIP=1, where the filter"
                            + " is known)"))
                    .orElse(e);
        }
    }

    private Optional<String> unknownFilter() {
        try (Handle properties = Handle.properties(H5Dget_create_plist(dataset.id()), label + " cannot be read")) {
            return FilterPipeline.of(properties.id()).unknown();
        }
    }

    private void readNow(long memoryType, long[] start, long[] count, Pointer buffer, String failure) {
        if (count.length == 0) {
            Handle.check(H5Dread(dataset.id(), memoryType, H5S_ALL(), H5S_ALL(), H5P_DEFAULT, buffer), failure);
            return;
        }
        try (Handle inFile = Handle.space(H5Dget_space(dataset.id()), failure);
                Handle inMemory = Handle.space(H5Screate_simple(count.length, count, (long[]) null), failure)) {
            Handle.check(H5Sselect_hyperslab(inFile.id(), H5S_SELECT_SET, start, null, count, (long[]) null), failure);
            Handle.check(H5Dread(dataset.id(), memoryType, inMemory.id(), inFile.id(), H5P_DEFAULT, buffer), failure);
        }
    }

    /** Takes values out of native memory. */
    @FunctionalInterface
    private interface NumberSink {
        void take(Pointer buffer);
    }

    /** How many values a block has; refuses more than memory can hold twice, as damaged files promise them. */
    private int values(long[] count) {
        long most = Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / (MEMORY_SHARE * Double.BYTES));
        long values = 1;
        for (long size : count) {
            if (size != 0 && values > most / size) {
                throw new BadInputException(label + " is too large to be read at once: its shape is " + shapeText());
            }
            values *= size;
        }
        return (int) values;
    }

    @Override
    public void close() {
        Hdf5Library.run(() -> {
            if (!closed) {
                dataset.close();
                closed = true;
            }
        });
    }
}
