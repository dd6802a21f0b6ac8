package org.polyptych.io.ptylab;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ReadOut;
import org.polyptych.io.matlab.FrameAxes;
import org.polyptych.io.matlab.MatlabArray;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;

/** Fields as arrays of a MATLAB file: A(y, x, frame). */
record MatlabFields(MatlabFile file) implements Fields {
    @Override
    public boolean has(String name) {
        return file.find(name).isPresent();
    }

    @Override
    public double[] numbers(String name) {
        return file.numbers(name);
    }

    @Override
    public double[][] columns(String name) {
        long[] size = file.array(name).size();
        if (size.length != 2 || size[0] != 2 && size[1] != 2) {
            throw new BadInputException(label(name) + " must be (frame, 2), but its size is " + MatlabArray.text(size));
        }
        double[] values = file.numbers(name);
        int frames = values.length / 2;
        if (size[1] == 2) {
            return new double[][] {Arrays.copyOf(values, frames), Arrays.copyOfRange(values, frames, 2 * frames)};
        }
        double[][] columns = new double[2][frames];
        for (int j = 0; j < 2 * frames; j++) {
            columns[j % 2][j / 2] = values[j];
        }
        return columns;
    }

    @Override
    public ComplexImage[] images(String name) {
        return file.images(name);
    }

    @Override
    public Frames frames(String name, long memoryLimit) {
        if (file.array(name).size().length != 3) {
            throw new BadInputException(label(name) + " must be (y, x, frame), but its size is "
                    + MatlabArray.text(file.array(name).size()));
        }
        return file.frames(name, FrameAxes.MATLAB, ReadOut.counts(), memoryLimit);
    }

    @Override
    public String label(String name) {
        return file.path() + ": array '" + name + "'";
    }

    @Override
    public void close() {
        file.close();
    }
}
