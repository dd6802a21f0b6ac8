package org.polyptych.io.numpy;

import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.io.NpyFile;
import org.polyptych.io.NpyHeader;
import org.polyptych.io.NpyStream;
import org.polyptych.io.NpzFile;
import org.polyptych.io.ReadOut;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;

/** Reads stacks of frames from NumPy's files, number by number, so that no more than the frames is held. */
final class NumpyFrames {
    private NumpyFrames() {}

    /**
     * The frames of an npy: in memory if they are small enough, else left in the file.
     *
     * @param memoryLimit bytes of amplitudes that may be held
     */
    static Frames ofNpy(Path file, ReadOut readOut, long memoryLimit) {
        try (NpyStream in = NpyFile.stream(file)) {
            StackLayout.Sizes sizes = StackLayout.FRAMES_FIRST.of(in.header(), in.label());
            if (bytes(sizes) <= memoryLimit) {
                return inMemory(in, StackLayout.FRAMES_FIRST, sizes, readOut);
            }
            if (in.header().fortran()) {
                throw new BadInputException(
                        in.label() + ": the array (" + in.header().shapeText()
                                + ") is too large for memory, and stored column by column (Fortran order), so that it cannot stay"
                                + " in the file; store it row by row (numpy.ascontiguousarray)");
            }
            return new NpyFileFrames(file, in.header(), sizes, readOut);
        }
    }

    /** The frames of an array of an npz, which must fit into memory, as it is compressed. */
    static Frames ofNpz(NpzFile file, String name, StackLayout layout, ReadOut readOut, long memoryLimit) {
        try (NpyStream in = file.stream(name)) {
            StackLayout.Sizes sizes = layout.of(in.header(), in.label());
            if (bytes(sizes) > memoryLimit) {
                throw new BadInputException(String.format(
                        java.util.Locale.ROOT,
                        "%s (%s) needs %.3g GiB of memory, more than the %.3g there are for it; store the array as npy,"
                                + " from which frames are read as they are needed",
                        in.label(),
                        in.header().shapeText(),
                        bytes(sizes) / 0x1p30,
                        memoryLimit / 0x1p30));
            }
            return inMemory(in, layout, sizes, readOut);
        }
    }

    private static double bytes(StackLayout.Sizes sizes) {
        return (double) Float.BYTES * sizes.frames() * sizes.rows() * sizes.columns();
    }

    private static Frames inMemory(NpyStream in, StackLayout layout, StackLayout.Sizes sizes, ReadOut readOut) {
        // a frame gets its memory when its first number comes: a file that is cut short takes little
        float[][] frames = new float[sizes.frames()][];
        NpyHeader header = in.header();
        int rank = header.shape().length;
        int[] frameStrides = layout.frameStrides(header.shape());
        int[] pixelStrides = layout.pixelStrides(header.shape());
        int fast = header.fortran() ? 0 : rank - 1;
        double[] line = new double[header.shape()[fast]];
        int[] index = new int[rank];
        long lines = header.size() / line.length;
        for (long k = 0; k < lines; k++) {
            in.next(line);
            int frame = 0;
            int pixel = 0;
            for (int d = 0; d < rank; d++) {
                frame += index[d] * frameStrides[d];
                pixel += index[d] * pixelStrides[d];
            }
            for (int i = 0; i < line.length; i++) {
                int f = frame + i * frameStrides[fast];
                int p = pixel + i * pixelStrides[fast];
                if (frames[f] == null) {
                    frames[f] = new float[sizes.rows() * sizes.columns()];
                }
                frames[f][p] = amplitude(in.label(), readOut, line[i], f, p, sizes.columns());
            }
            advance(index, header, fast);
        }
        return new MemoryFrames(sizes.rows(), sizes.columns(), frames);
    }

    /** To the next line, in the order of the file. */
    private static void advance(int[] index, NpyHeader header, int fast) {
        int rank = index.length;
        for (int step = 1; step < rank; step++) {
            int d = header.fortran() ? step : rank - 1 - step;
            if (d != fast && ++index[d] < header.shape()[d]) {
                return;
            }
            index[d] = 0;
        }
    }

    /** @throws BadInputException naming frame and pixel, for a value that no detector gives */
    static float amplitude(String label, ReadOut readOut, double stored, int frame, int pixel, int columns) {
        double amplitude = readOut.amplitude(stored, pixel);
        if (amplitude != amplitude) {
            throw new BadInputException(label + ": frame " + frame + ", pixel (y " + pixel / columns + ", x "
                    + pixel % columns + ") is " + stored + "; " + readOut.rule());
        }
        return (float) amplitude;
    }
}
