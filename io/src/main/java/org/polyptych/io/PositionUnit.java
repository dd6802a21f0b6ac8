package org.polyptych.io;

import java.nio.file.Path;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/** In what the numbers of a file of positions are. */
public enum PositionUnit {
    NONE(Double.NaN),
    M(1),
    UM(1e-6),
    NM(1e-9),
    ANGSTROM(1e-10),
    PIXEL(Double.NaN);

    private final double metres;

    PositionUnit(double metres) {
        this.metres = metres;
    }

    /** As it is typed. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What one is in metres; NaN for a pixel. */
    double metres() {
        return metres;
    }

    /** By the name that a column's heading gives it. */
    static PositionUnit named(String unit) {
        return switch (unit.toLowerCase(Locale.ROOT)) {
            case "m" -> M;
            case "um" -> UM;
            case "nm" -> NM;
            case "angstrom", "a" -> ANGSTROM;
            case "px", "pixel", "pixels" -> PIXEL;
            default -> throw new IllegalArgumentException(unit);
        };
    }

    /**
     * Reads a file of positions in this unit, or where this is {@link #NONE} in the one that its columns' names say.
     *
     * @param geometry says how large a pixel of the specimen is
     * @throws BadInputException if nobody says the unit, file and person say different ones, or the file is wrong
     */
    Positions read(Path file, Geometry geometry) {
        PositionFile.Table table = PositionFile.table(file);
        PositionUnit unit = table.unit().orElse(this);
        if (unit == NONE) {
            throw new BadInputException(file + ": in which unit are these positions? Say so with --set"
                    + " file.positionsUnit=m, um, nm, angstrom or pixel (of the specimen)");
        }
        if (this != NONE && this != unit) {
            throw new BadInputException(file + ": the names of its columns say " + unit.text()
                    + ", file.positionsUnit says " + text() + "; correct one of them");
        }
        boolean pixels = unit == PIXEL;
        return PositionFile.positions(
                file,
                table,
                pixels ? geometry.pixelHeight() : unit.metres,
                pixels ? geometry.pixelWidth() : unit.metres);
    }
}
