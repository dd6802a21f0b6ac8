package org.polyptych.io.ptylab;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;

/** Fields as datasets at the root, the first dimension the slowest, as Python writes them. */
record Hdf5Fields(Hdf5File file) implements Fields {
    @Override
    public boolean has(String name) {
        return file.isDataset(name);
    }

    @Override
    public double[] numbers(String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.doubles();
        }
    }

    @Override
    public double[][] columns(String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            long[] shape = dataset.shape();
            if (shape.length != 2 || shape[0] != 2 && shape[1] != 2) {
                throw new BadInputException(
                        dataset.label() + " must be [frame, 2], but its shape is " + dataset.shapeText());
            }
            double[] values = dataset.doubles();
            int frames = values.length / 2;
            if (shape[1] != 2) { // on its side, as MATLAB's h5write leaves it
                return new double[][] {Arrays.copyOf(values, frames), Arrays.copyOfRange(values, frames, 2 * frames)};
            }
            double[][] columns = new double[2][frames];
            for (int j = 0; j < 2 * frames; j++) {
                columns[j % 2][j / 2] = values[j];
            }
            return columns;
        }
    }

    @Override
    public ComplexImage[] images(String name) {
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.complexImages();
        }
    }

    @Override
    public Frames frames(String name, long memoryLimit) {
        return PatternReader.open(file.path(), name, ReadOut.counts(), memoryLimit);
    }

    @Override
    public String label(String name) {
        return file.path() + ": dataset '" + name + "'";
    }

    @Override
    public void close() {
        file.close();
    }
}
