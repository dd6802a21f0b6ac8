package org.polyptych.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

/**
 * Positions of frames from a file: {@link PositionText text}, or an npy array [frame, 2]. Without names the first number
 * of a frame is y, down, the second x, right.
 */
public final class PositionFile {
    private PositionFile() {}

    /**
     * What the file holds.
     *
     * @param y a number a frame, in the file's unit
     * @param x a number a frame, in the file's unit
     * @param unit where the file says it, in the names of its columns
     */
    record Table(double[] y, double[] x, Optional<PositionUnit> unit) {}

    /**
     * @param metresPerUnitY what a number of y is in metres
     * @param metresPerUnitX the same for x
     * @throws BadInputException if the file is missing, or not two finite numbers a frame, or says another unit
     */
    public static Positions read(Path file, double metresPerUnitY, double metresPerUnitX) {
        Table table = table(file);
        table.unit()
                .filter(unit -> unit.metres() != metresPerUnitY || unit.metres() != metresPerUnitX)
                .ifPresent(unit -> {
                    throw new BadInputException(file + ": the names of its columns say " + unit.text()
                            + ", which is not the unit that was asked for");
                });
        return positions(file, table, metresPerUnitY, metresPerUnitX);
    }

    /** The numbers and the unit of a file, which may be in its columns' names. */
    static Table table(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": no such file");
        }
        Table table =
                NpyFile.hasSignature(file) || file.getFileName().toString().endsWith(".npy")
                        ? array(file)
                        : PositionText.read(file);
        if (table.y().length == 0) {
            throw new BadInputException(file + ": holds no positions; expected two numbers a frame, y and x");
        }
        return table;
    }

    static Positions positions(Path file, Table table, double metresPerUnitY, double metresPerUnitX) {
        double[] y = new double[table.y().length];
        double[] x = new double[y.length];
        for (int j = 0; j < y.length; j++) {
            y[j] = table.y()[j] * metresPerUnitY;
            x[j] = table.x()[j] * metresPerUnitX;
            if (!Double.isFinite(y[j]) || !Double.isFinite(x[j])) {
                throw new BadInputException(file + ": the position of frame " + j + " is not a finite number");
            }
        }
        return new Positions(y, x);
    }

    private static Table array(Path file) {
        NpyArray array = NpyFile.read(file);
        int[] shape = array.shape();
        if (array.type().isComplex() || shape.length != 2 || shape[1] != 2) {
            throw new BadInputException(
                    file + ": positions must be real numbers [frame, 2], y and x; it is " + array.shapeText());
        }
        double[] values = array.doubles();
        double[] y = new double[shape[0]];
        double[] x = new double[shape[0]];
        for (int j = 0; j < shape[0]; j++) {
            y[j] = values[2 * j];
            x[j] = values[2 * j + 1];
        }
        return new Table(y, x, Optional.empty());
    }
}
