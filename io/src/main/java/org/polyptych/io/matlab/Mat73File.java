package org.polyptych.io.matlab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.Counts;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.TransposedFrames;
import org.polyptych.io.frames.DetectorMarks;
import org.polyptych.io.frames.Sample;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;

/**
 * A MATLAB file of version 7.3: HDF5 behind a head of 512 bytes. HDF5 counts the last dimension fastest and MATLAB the
 * first, so that an array stands in the file with its dimensions in reverse. Structs are groups; complex numbers are
 * compounds of real and imag.
 */
final class Mat73File implements MatlabFile {
    private static final String HEAD = "MATLAB 7.3 MAT-file";
    private static final int DEEPEST = 16;
    private static final int MOST_ARRAYS = 100_000;
    private static final FrameAxes SIDEWAYS = FrameAxes.of("x,y,frame");

    private final Hdf5File file;
    private final List<MatlabArray> arrays = new ArrayList<>();

    private Mat73File(Hdf5File file) {
        this.file = file;
    }

    static boolean isMat73(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD.length()), StandardCharsets.ISO_8859_1).equals(HEAD)
                    && Hdf5File.hasSignature(file);
        } catch (IOException e) {
            return false;
        }
    }

    static Mat73File open(Path path) {
        Mat73File opened = new Mat73File(Hdf5File.open(path));
        try {
            opened.index("/", "", 0);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void index(String group, String prefix, int depth) {
        for (String name : file.names(group)) {
            String object = group + name;
            if (name.startsWith("#")) { // what cells and objects refer to
                continue;
            }
            if (file.isDataset(object)) {
                add(object, prefix + name);
            } else if (file.isGroup(object) && depth < DEEPEST) {
                index(object + "/", prefix + name + ".", depth + 1);
            }
            if (arrays.size() > MOST_ARRAYS) {
                throw new BadInputException(path() + ": holds more than " + MOST_ARRAYS + " arrays; damaged?");
            }
        }
    }

    private void add(String object, String name) {
        try (Hdf5Dataset dataset = file.dataset(object)) {
            boolean complex = dataset.kind() == Hdf5Dataset.Kind.COMPLEX;
            boolean number = dataset.kind() == Hdf5Dataset.Kind.INTEGER || dataset.kind() == Hdf5Dataset.Kind.FLOAT;
            boolean empty = file.hasAttribute(object, "MATLAB_empty");
            boolean text = file.hasAttribute(object, "MATLAB_class")
                    && file.text(object, "MATLAB_class").orElse("").equals("char");
            if ((complex || number) && !empty && !text) {
                arrays.add(new MatlabArray(name, reversed(dataset.shape()), complex));
            }
        }
    }

    private static long[] reversed(long[] shape) {
        long[] size = new long[shape.length];
        for (int d = 0; d < size.length; d++) {
            size[d] = shape[shape.length - 1 - d];
        }
        return size;
    }

    private Hdf5Dataset dataset(String name) {
        array(name);
        return file.dataset(object(name));
    }

    private static String object(String name) {
        return name.replace('.', '/');
    }

    @Override
    public Path path() {
        return file.path();
    }

    @Override
    public List<MatlabArray> arrays() {
        return arrays;
    }

    @Override
    public double[] numbers(String name) {
        try (Hdf5Dataset dataset = dataset(name)) {
            return dataset.doubles();
        }
    }

    @Override
    public ComplexImage[] images(String name) {
        long[] size = array(name).size();
        try (Hdf5Dataset dataset = dataset(name)) {
            if (dataset.kind() != Hdf5Dataset.Kind.COMPLEX) {
                double[] re = dataset.doubles();
                return MatlabImages.of(size, i -> re[i], i -> 0, dataset.label());
            }
            ComplexImage[] stored = dataset.complexImages();
            return Arrays.stream(stored).map(Mat73File::turned).toArray(ComplexImage[]::new);
        }
    }

    private static ComplexImage turned(ComplexImage stored) {
        ComplexImage image = ComplexImage.zeros(stored.columns(), stored.rows());
        for (int x = 0; x < stored.rows(); x++) {
            for (int y = 0; y < stored.columns(); y++) {
                int from = x * stored.columns() + y;
                image.re()[y * stored.rows() + x] = stored.re()[from];
                image.im()[y * stored.rows() + x] = stored.im()[from];
            }
        }
        return image;
    }

    /** Frames that follow one another in the file stay there if they are large; others have to be read as a whole. */
    @Override
    public Frames frames(String name, FrameAxes axes, ReadOut readOut, long memoryLimit) {
        try (Hdf5Dataset dataset = dataset(name)) {
            if (axes.equals(FrameAxes.MATLAB) || axes.equals(SIDEWAYS)) {
                if (axes.equals(SIDEWAYS)) {
                    return PatternReader.open(path(), object(name), readOut, memoryLimit);
                }
                long[] size = array(name).size();
                ReadOut turned = readOut instanceof Counts counts && counts.good() != null
                        ? new Counts(turned(counts.good(), axes.rows(size), axes.columns(size)), null)
                        : readOut;
                return new TransposedFrames(PatternReader.open(path(), object(name), turned, memoryLimit));
            }
            double[] numbers = dataset.doubles();
            return MatlabFrames.of(i -> numbers[i], array(name).size(), axes, readOut, dataset.label());
        }
    }

    @Override
    public boolean[] good(String name, FrameAxes axes, List<String> notes) {
        long[] size = array(name).size();
        int rows = axes.rows(size);
        int columns = axes.columns(size);
        try (Hdf5Dataset dataset = dataset(name)) {
            DetectorMarks marks = new DetectorMarks(sample(object(name)), rows * columns, dataset.label());
            if (!axes.equals(FrameAxes.MATLAB) && !axes.equals(SIDEWAYS)) {
                double[] numbers = marks.isOpen() ? dataset.doubles() : new double[0];
                return marks.isOpen()
                        ? MatlabFrames.good(i -> numbers[i], size, axes, marks, notes)
                        : marks.good(notes);
            }
            long[] shape = dataset.shape();
            for (int j = 0; j < shape[0] && marks.isOpen(); j++) {
                marks.look(dataset.floats(new long[] {j, 0, 0}, new long[] {1, shape[1], shape[2]}));
            }
            boolean[] good = marks.good(notes);
            return axes.equals(SIDEWAYS) ? good : turned(good, columns, rows);
        }
    }

    private Sample sample(String object) {
        String kind = file.text(object, "MATLAB_class").orElse("").toUpperCase(Locale.ROOT);
        return Arrays.stream(Sample.values())
                .filter(sample -> sample.name().equals(kind))
                .findFirst()
                .orElse(Sample.FLOAT64);
    }

    /** From [row][column] to [column][row]. */
    private static boolean[] turned(boolean[] good, int rows, int columns) {
        boolean[] turned = new boolean[good.length];
        for (int i = 0; i < good.length; i++) {
            turned[i % columns * rows + i / columns] = good[i];
        }
        return turned;
    }

    @Override
    public void close() {
        file.close();
    }
}
