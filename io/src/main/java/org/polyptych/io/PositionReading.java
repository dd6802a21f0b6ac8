package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/** Where the frames lie, from a person's file, a person's grid, the scan file's positions or its grid: the first there is. */
final class PositionReading {
    private final Metadata data;
    private final ReaderSettings settings;
    private final int frames;

    PositionReading(Metadata data, int frames) {
        this.data = data;
        this.settings = data.settings;
        this.frames = frames;
    }

    private boolean asGrid() {
        return data.positions.isEmpty() || saysGrid();
    }

    /** Whether a person says anything of a grid, which then counts in place of the file's positions. */
    private boolean saysGrid() {
        return settings.scanStep() > 0 || settings.scanRows() > 0 || settings.scanColumns() > 0;
    }

    /** Adds what lacks for positions. */
    void check(List<String> lacking) {
        if (settings.positionFile().isPresent() || !asGrid()) {
            return;
        }
        boolean step = settings.scanStep() > 0 || data.scanStep != null;
        boolean shape = shape().isPresent();
        if (!step && !shape) {
            lacking.add(data.lack(
                    "positions",
                    "where its " + frames + " frames lie",
                    "--set file.positions=FILE --set file.positionsUnit=m, um, nm, angstrom or pixel; or for a grid --set"
                            + " file.scanRows=N --set file.scanColumns=N --set file.scanStep=METRES"));
        } else if (!step) {
            lacking.add(data.lack(
                    "scanStep",
                    "the step of the scan",
                    "--set file.scanStep=METRES, or --set file.positions=FILE --set file.positionsUnit=UNIT"));
        } else if (!shape) {
            lacking.add(data.lack(
                    "scanRows",
                    "rows and columns of the scan of " + frames + " frames",
                    "--set file.scanRows=N --set file.scanColumns=N"));
        }
    }

    /**
     * The positions; nothing lacks for them.
     *
     * @throws BadInputException if there are not as many as frames
     */
    Positions positions(Geometry geometry) {
        Optional<Path> typed = settings.positionFile();
        Positions found = typed.isPresent() ? fromFile(typed.get(), geometry) : asGrid() ? grid() : inFile(geometry);
        return turned(found);
    }

    private Positions inFile(Geometry geometry) {
        Positions found = data.positions.orElseThrow();
        if (found.count() != frames) {
            throw new BadInputException(data.file + ": " + found.count() + " positions for " + frames
                    + " frames; there must be one a frame");
        }
        if (!data.inPixels) {
            return found;
        }
        return new Positions(
                Arrays.stream(found.y()).map(y -> y * geometry.pixelHeight()).toArray(),
                Arrays.stream(found.x()).map(x -> x * geometry.pixelWidth()).toArray());
    }

    private Positions fromFile(Path file, Geometry geometry) {
        Positions found = settings.positionsUnit().read(file, geometry);
        if (found.count() != frames) {
            throw new BadInputException(file + ": " + found.count() + " positions for the " + frames + " frames of "
                    + data.file + "; there must be one a frame");
        }
        data.note("positions: from " + file + ", in "
                + (settings.positionsUnit() == PositionUnit.NONE
                        ? "the unit of its columns' names"
                        : settings.positionsUnit().text())
                + ", y down, x right"
                + (data.positions.isPresent() ? "; those of the scan file are not used" : ""));
        return found;
    }

    private Positions grid() {
        int[] shape = shape().orElseThrow();
        double[] step = settings.scanStep() > 0
                ? new double[] {
                    settings.scanStep(), settings.scanStepX() > 0 ? settings.scanStepX() : settings.scanStep()
                }
                : data.scanStep;
        if ((long) shape[0] * shape[1] != frames) {
            throw new BadInputException(data.file + ": a scan of " + shape[0] + " x " + shape[1] + " has "
                    + (long) shape[0] * shape[1] + " frames, but there are " + frames
                    + "; set file.scanRows and file.scanColumns");
        }
        double[] y = new double[frames];
        double[] x = new double[frames];
        for (int j = 0; j < frames; j++) {
            y[j] = j / shape[1] * step[0];
            x[j] = j % shape[1] * step[1];
        }
        data.note(String.format(
                Locale.ROOT,
                "positions: a grid of %d rows and %d columns, %.4g x %.4g m apart (y, x), frame after frame along a row,"
                        + " y down, x right, %s%s",
                shape[0],
                shape[1],
                step[0],
                step[1],
                saysGrid() ? "as set" : "as the file says",
                data.positions.isPresent() ? "; the file's own positions are not used" : ""));
        return new Positions(y, x);
    }

    /** Rows and columns; one of them follows from the other and the number of frames. */
    private Optional<int[]> shape() {
        int rows = settings.scanRows();
        int columns = settings.scanColumns();
        if (rows == 0 && columns == 0) {
            return Optional.ofNullable(data.scanShape);
        }
        return Optional.of(new int[] {
            rows > 0 ? rows : Math.max(1, frames / columns), columns > 0 ? columns : Math.max(1, frames / rows)
        });
    }

    private Positions turned(Positions found) {
        double angle = settings.typedRotation().map(Math::toRadians).orElse(data.scanRotation);
        if (angle == 0) {
            return found;
        }
        data.note(String.format(
                Locale.ROOT,
                "positions: turned by %.4g degrees from +x (right) towards +y (down), %s",
                Math.toDegrees(angle),
                settings.typedRotation().isPresent() ? "as set (file.scanRotation)" : "as the file says"));
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double[] y = new double[frames];
        double[] x = new double[frames];
        for (int j = 0; j < frames; j++) {
            x[j] = cos * found.x()[j] - sin * found.y()[j];
            y[j] = sin * found.x()[j] + cos * found.y()[j];
        }
        return new Positions(y, x);
    }
}
