package org.polyptych.io.matlab;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ReadOut;
import org.polyptych.io.frames.DetectorMarks;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;

/** Frames out of the numbers of an array that is in memory. */
final class MatlabFrames {
    private MatlabFrames() {}

    /** The pixels that no detector marks in the frames, which are looked at in their order. */
    static boolean[] good(
            IntToDoubleFunction numbers, long[] size, FrameAxes axes, DetectorMarks marks, List<String> notes) {
        int rows = axes.rows(size);
        int columns = axes.columns(size);
        FrameAxes.Places places = axes.places(size);
        float[] frame = new float[rows * columns];
        for (int j = 0; j < axes.frames(size) && marks.isOpen(); j++) {
            long start = places.frame(j);
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float)
                        numbers.applyAsDouble((int) (start + i / columns * places.y() + i % columns * places.x()));
            }
            marks.look(frame);
        }
        return marks.good(notes);
    }

    /**
     * @param numbers A(:)
     * @param label file and array, for messages
     * @throws BadInputException naming frame and pixel, for a value that no detector gives
     */
    static Frames of(IntToDoubleFunction numbers, long[] size, FrameAxes axes, ReadOut readOut, String label) {
        int rows = axes.rows(size);
        int columns = axes.columns(size);
        FrameAxes.Places places = axes.places(size);
        float[][] frames = new float[axes.frames(size)][rows * columns];
        for (int j = 0; j < frames.length; j++) {
            long start = places.frame(j);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    double stored = numbers.applyAsDouble((int) (start + y * places.y() + x * places.x()));
                    double amplitude = readOut.amplitude(stored, y * columns + x);
                    if (Double.isNaN(amplitude)) {
                        throw new BadInputException(label + ": frame " + j + ", pixel (y " + y + ", x " + x + ") is "
                                + (float) stored + "; " + readOut.rule());
                    }
                    frames[j][y * columns + x] = (float) amplitude;
                }
            }
        }
        return new MemoryFrames(rows, columns, frames);
    }
}
