package org.polyptych.io.matlab;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ReadOut;
import org.polyptych.io.frames.DetectorMarks;
import org.polyptych.io.frames.Sample;
import org.polyptych.physics.Frames;

/**
 * A level-5 MAT-file (MATLAB 5 to 7, SciPy): a head of 128 bytes, then one element a variable, often compressed (MathWorks,
 * MAT-File Format). Numbers may be stored in less room than their class needs; cells, texts, objects and arrays of structs
 * are passed over. Nothing is read before its size is found possible.
 */
final class Mat5File implements MatlabFile {
    private static final int HEAD = 128;
    private static final int TAG = 8;
    /** Zlib makes no more than this of a byte. */
    private static final long MOST_INFLATION = 1032;

    private static final int DEEPEST = 16;
    private static final int MOST_ARRAYS = 100_000;
    /** Bytes of the names of a struct's fields. */
    private static final int MOST_NAMES = 1 << 24;
    /** Raw bytes and amplitudes are in memory together. */
    private static final int MEMORY_SHARE = 3;

    private final Path path;
    private final SeekableByteChannel channel;
    private final ByteOrder order;
    /** For one element after the other. */
    private final Inflater inflater = new Inflater();

    private final List<MatlabArray> arrays = new ArrayList<>();
    /** Where the element lies of which the array is the whole or a part. */
    private final Map<String, Long> elements = new HashMap<>();

    private final Map<String, Sample> samples = new HashMap<>();

    private Mat5File(Path path, SeekableByteChannel channel, ByteOrder order) {
        this.path = path;
        this.channel = channel;
        this.order = order;
    }

    static boolean isMat5(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            return head.length == HEAD && order(head) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** The last four bytes of the head are the version, 0x0100, and the letters M and I as one number; null if not. */
    private static ByteOrder order(byte[] head) {
        if (head[124] == 0 && head[125] == 1 && head[126] == 'I' && head[127] == 'M') {
            return ByteOrder.LITTLE_ENDIAN;
        }
        return head[124] == 1 && head[125] == 0 && head[126] == 'M' && head[127] == 'I' ? ByteOrder.BIG_ENDIAN : null;
    }

    static Mat5File open(Path path) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(path);
            try {
                byte[] head = Channels.newInputStream(channel).readNBytes(HEAD);
                return indexed(new Mat5File(path, channel, order(head)));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Mat5File indexed(Mat5File file) throws IOException {
        try {
            file.index();
            return file;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<MatlabArray> arrays() {
        return arrays;
    }

    private void index() throws IOException {
        long at = HEAD;
        while (at + TAG <= channel.size()) {
            MatInput.Tag tag = tagAt(at);
            long element = at;
            walk(element(element, tag), "", 0, (name, header, in) -> {
                arrays.add(new MatlabArray(name, header.size(), header.complex()));
                elements.put(name, element);
                samples.put(name, header.sample());
                if (arrays.size() > MOST_ARRAYS) {
                    throw new BadInputException(path + ": holds more than " + MOST_ARRAYS + " arrays; damaged?");
                }
                return false;
            });
            at += TAG + tag.bytes();
        }
    }

    private MatInput.Tag tagAt(long at) throws IOException {
        channel.position(at);
        MatInput.Tag tag = new MatInput(Channels.newInputStream(channel), order, path.toString(), TAG).tag();
        if (tag.small() != null || tag.bytes() > channel.size() - at - TAG) {
            throw new BadInputException(path + ": damaged MATLAB file, or cut short: the element at byte " + at
                    + " does not fit into the file");
        }
        return tag;
    }

    /** The content of the array that lies there; empty for an element of another kind. */
    private MatInput element(long at, MatInput.Tag tag) throws IOException {
        channel.position(at + TAG);
        InputStream raw = new BufferedInputStream(Channels.newInputStream(channel));
        if (tag.type() == MatType.MATRIX) {
            return new MatInput(raw, order, path.toString(), tag.bytes());
        }
        if (tag.type() != MatType.COMPRESSED) {
            return nothing();
        }
        inflater.reset();
        InputStream inflated = new BufferedInputStream(new InflaterInputStream(raw, inflater));
        MatInput.Tag inner = new MatInput(inflated, order, path.toString(), TAG).tag();
        if (inner.type() != MatType.MATRIX || inner.small() != null) {
            return nothing();
        }
        if (inner.bytes() > MOST_INFLATION * tag.bytes()) {
            throw new BadInputException(path + ": damaged MATLAB file: " + tag.bytes()
                    + " compressed bytes are said to hold " + inner.bytes());
        }
        return new MatInput(inflated, order, path.toString(), inner.bytes());
    }

    private MatInput nothing() {
        return new MatInput(new ByteArrayInputStream(new byte[0]), order, path.toString(), 0);
    }

    /** Is shown arrays of numbers, and may read them. */
    @FunctionalInterface
    private interface Visitor {
        /** @return true if nothing further is of interest */
        boolean see(String name, MatHeader header, MatInput in);
    }

    /** Goes through an element, into structs; true if the visitor has seen enough. */
    private boolean walk(MatInput in, String prefix, int depth, Visitor visitor) {
        if (!in.hasMore()) {
            return false;
        }
        MatHeader header = MatHeader.read(in);
        String name = prefix.isEmpty() ? header.name() : prefix;
        if (header.isNumeric()) {
            return visitor.see(name, header, in);
        }
        if (!header.isStruct() || depth == DEEPEST) {
            return false;
        }
        ByteBuffer length = in.content(in.tag(), 4);
        int width = length.capacity() == 4 ? length.getInt(0) : 0;
        ByteBuffer names = in.content(in.tag(), MOST_NAMES);
        if (width < 1) {
            throw in.damaged();
        }
        for (int k = 0; (k + 1) * (long) width <= names.capacity(); k++) {
            String field = new String(names.array(), k * width, width, StandardCharsets.ISO_8859_1);
            int end = field.indexOf('\0');
            MatInput.Tag tag = in.tag();
            if (tag.small() != null) {
                continue;
            }
            MatInput inside = in.inside(tag);
            String path = name + "." + (end < 0 ? field : field.substring(0, end));
            if (tag.type() == MatType.MATRIX && walk(inside, path, depth + 1, visitor)) {
                return true;
            }
            inside.skipRest();
        }
        return false;
    }

    /** The numbers of an array: real parts, and imaginary parts where it is complex. */
    private record Numbers(MatHeader header, Part re, Part im) {}

    private record Part(MatType type, ByteBuffer block) {
        double at(int i) {
            return type.at(block, i);
        }
    }

    private Numbers read(String name) {
        array(name);
        Numbers[] found = new Numbers[1];
        try {
            long element = elements.get(name);
            walk(element(element, tagAt(element)), "", 0, (seen, header, in) -> {
                if (seen.equals(name)) {
                    Part re = part(name, header, in);
                    found[0] = new Numbers(header, re, header.complex() ? part(name, header, in) : null);
                }
                return seen.equals(name);
            });
        } catch (IOException e) {
            throw new BadInputException(label(name) + ": cannot be read: " + e.getMessage(), e);
        }
        return found[0];
    }

    private Part part(String name, MatHeader header, MatInput in) {
        MatInput.Tag tag = in.tag();
        MatType type = MatType.of(tag.type()).orElseThrow(in::damaged);
        long bytes = (long) header.count(label(name)) * type.bytes;
        if (tag.bytes() != bytes) {
            throw new BadInputException(label(name) + ": damaged MATLAB file: " + MatlabArray.text(header.size())
                    + " numbers of " + type.bytes + " bytes are said to be " + tag.bytes());
        }
        if (bytes > Runtime.getRuntime().maxMemory() / MEMORY_SHARE || bytes > Integer.MAX_VALUE - TAG) {
            throw new BadInputException(
                    label(name) + ": " + MatlabArray.text(header.size())
                            + " numbers are too many for Java's memory; save the file with -v7.3, which is read piece by piece");
        }
        return new Part(type, in.content(tag, bytes));
    }

    @Override
    public double[] numbers(String name) {
        Numbers numbers = real(name);
        double[] values = new double[numbers.header.count(label(name))];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.re.at(i);
        }
        return values;
    }

    private Numbers real(String name) {
        if (array(name).complex()) {
            throw new BadInputException(label(name) + " must hold real numbers, but they are complex");
        }
        return read(name);
    }

    @Override
    public ComplexImage[] images(String name) {
        Numbers numbers = read(name);
        return MatlabImages.of(
                array(name).size(), numbers.re::at, numbers.im == null ? i -> 0 : numbers.im::at, label(name));
    }

    /** In memory, whatever the limit: there is no other way to them. */
    @Override
    public Frames frames(String name, FrameAxes axes, ReadOut readOut, long memoryLimit) {
        Numbers numbers = real(name);
        return MatlabFrames.of(numbers.re::at, array(name).size(), axes, readOut, label(name));
    }

    @Override
    public boolean[] good(String name, FrameAxes axes, List<String> notes) {
        long[] size = array(name).size();
        DetectorMarks marks = new DetectorMarks(samples.get(name), axes.rows(size) * axes.columns(size), label(name));
        return marks.isOpen() ? MatlabFrames.good(real(name).re::at, size, axes, marks, notes) : marks.good(notes);
    }

    private String label(String name) {
        return path + ": array '" + name + "'";
    }

    @Override
    public void close() {
        inflater.end();
        try {
            channel.close();
        } catch (IOException e) {
            // it was only read
        }
    }
}
