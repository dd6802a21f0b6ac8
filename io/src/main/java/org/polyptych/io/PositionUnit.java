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

    /**
     * Reads a file of positions in this unit.
     *
     * @param geometry says how large a pixel of the specimen is
     * @throws BadInputException if the unit is not said, or the file is wrong
     */
    Positions read(Path file, Geometry geometry) {
        return switch (this) {
            case NONE ->
                throw new BadInputException(file + ": in which unit are these positions? Say so with --set"
                        + " file.positionsUnit=m, um, nm, angstrom or pixel (of the specimen)");
            case PIXEL -> PositionFile.read(file, geometry.pixelHeight(), geometry.pixelWidth());
            default -> PositionFile.read(file, metres, metres);
        };
    }
}
