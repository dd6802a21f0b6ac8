package org.polyptych.app.simulate;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.io.PositionFile;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeWidth;
import org.polyptych.physics.simulation.Concentric;
import org.polyptych.physics.simulation.FermatSpiral;
import org.polyptych.physics.simulation.FlyScan;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.PositionErrors;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.ScanPattern;
import picocli.CommandLine.Option;

/** Where the frames are. */
public final class ScanOptions {
    private static final double DEFAULT_OVERLAP = 75;
    private static final int DEFAULT_FRAMES = 100;
    private static final long MOST_FRAMES = 10_000_000;

    /** Of the step, where jitter is not said. */
    private static final double DEFAULT_JITTER = 0.25;

    /** How frames follow each other. */
    enum Pattern {
        RASTER,
        JITTER,
        FERMAT,
        CONCENTRIC
    }

    /** What a step is compared with. */
    enum Width {
        ARRAY,
        FWHM
    }

    /** Of positions in a file. */
    enum Unit {
        M,
        UM,
        NM,
        PX
    }

    @Option(
            names = "--pattern",
            paramLabel = "raster|jitter|fermat|concentric",
            description = "How the frames lie. Default: raster.")
    private String patternName = "raster";

    @Option(
            names = "--step",
            paramLabel = "PX[,PX]|LENGTH[,LENGTH]",
            description =
                    "Distance of neighbouring frames in pixels (a raster's: down and right), or as lengths such as"
                            + " 0.5A or 20nm.")
    private String step;

    @Option(
            names = "--overlap",
            paramLabel = "PERCENT",
            description = "The step by the overlap: 100 (1 - step / width); may be negative. Default: 75.")
    private Double overlap;

    @Option(
            names = "--overlap-of",
            paramLabel = "array|fwhm",
            description = "The width that --overlap means: of the probe's array, or of the beam at half maximum."
                    + " Default: array.")
    private String widthName = "array";

    @Option(
            names = "--frames",
            paramLabel = "N|RxC",
            description = "How many. Default: as many as an object from a file has room for, else 100.")
    private String frames;

    @Option(
            names = "--jitter",
            paramLabel = "PX",
            description = "Known random displacement of a jittered raster, either way. Default: a quarter of the step.")
    private Double jitter;

    @Option(
            names = "--positions",
            paramLabel = "FILE",
            description = "Positions from a file: text of two numbers a line, y (down) and x (right), or .npy [frame,"
                    + " 2]. Needs --positions-unit.")
    private Path file;

    @Option(names = "--positions-unit", paramLabel = "m|um|nm|px", description = "Unit of --positions.")
    private String unitName;

    @Option(
            names = "--position-error",
            paramLabel = "PX",
            description = "Unknown normal error of each coordinate (sigma): the scan says the nominal positions, the"
                    + " truth keeps the true ones. Default: 0.")
    private double error;

    @Option(
            names = "--fly-scan",
            paramLabel = "PX",
            description = "How far the probe moves during a frame. Default: 0.")
    private double fly;

    @Option(
            names = "--fly-angle",
            paramLabel = "DEG",
            description = "Direction of that motion from right towards down. Default: 0.")
    private double angle;

    @Option(
            names = "--fly-points",
            paramLabel = "M",
            description = "Sub-positions of the motion. Default: two a pixel, at least 5.")
    private Integer points;

    /** What the scan says. */
    Positions nominal(Geometry geometry, Probe probe, Optional<ComplexImage> object, int scale, long seed) {
        if (file != null) {
            if (step != null || overlap != null || frames != null || jitter != null) {
                throw new BadInputException(
                        "--positions says where the frames are; leave out --step, --overlap, --frames and --jitter");
            }
            if (unitName == null) {
                throw new BadInputException(
                        file + ": say the unit of the positions, with --positions-unit m, um, nm or px");
            }
            return PositionFile.read(file, metres(geometry.pixelHeight()), metres(geometry.pixelWidth()));
        }
        if (unitName != null) {
            throw new BadInputException("--positions-unit is the unit of --positions FILE, which is missing");
        }
        if (jitter != null && kind() != Pattern.JITTER) {
            throw new BadInputException("--jitter needs --pattern jitter");
        }
        return pattern(steps(geometry, probe), geometry, object, scale).positions(geometry, seed);
    }

    /** @throws BadInputException if nothing says how far apart the frames are, and there is no usual distance because of this */
    void requireStep(String because) {
        if (step == null && overlap == null && file == null) {
            throw new BadInputException(
                    "--step is missing: " + because + "; say how far apart the frames are, such as --step"
                            + " 0.5A, or --overlap with --overlap-of fwhm");
        }
    }

    private Pattern kind() {
        return Typed.choice("--pattern", patternName, Pattern.class);
    }

    private double metres(double pixel) {
        return switch (Typed.choice("--positions-unit", unitName, Unit.class)) {
            case M -> 1;
            case UM -> Units.METRES_PER_MICROMETRE;
            case NM -> Units.METRES_PER_NANOMETRE;
            case PX -> pixel;
        };
    }

    /** Down and right, in pixels. */
    private double[] steps(Geometry geometry, Probe probe) {
        if (step != null) {
            if (overlap != null) {
                throw new BadInputException("--step and --overlap say the same thing; leave one out");
            }
            return Typed.pixels("--step", step, geometry);
        }
        double part = overlap == null ? DEFAULT_OVERLAP / 100 : overlap / 100;
        if (!(part < 1 && part > Double.NEGATIVE_INFINITY)) {
            throw new BadInputException("--overlap must be a number below 100, got " + overlap);
        }
        double pixel = Math.sqrt(geometry.pixelHeight() * geometry.pixelWidth());
        double pixels = Typed.choice("--overlap-of", widthName, Width.class) == Width.ARRAY
                ? Math.min(geometry.rows(), geometry.columns())
                : ProbeWidth.halfMaximum(probe, geometry.pixelHeight(), geometry.pixelWidth()) / pixel;
        double even = (1 - part) * pixels;
        return new double[] {even, even};
    }

    private ScanPattern pattern(double[] steps, Geometry geometry, Optional<ComplexImage> object, int scale) {
        Pattern pattern = kind();
        boolean round = pattern == Pattern.FERMAT || pattern == Pattern.CONCENTRIC;
        if (round && steps[0] != steps[1]) {
            throw new BadInputException("--pattern " + patternName + " has one step, got --step " + step);
        }
        if (round && frames != null && frames.contains("x")) {
            throw new BadInputException(
                    "--frames of --pattern " + patternName + " must be a single number, got '" + frames + "'");
        }
        // what an object from a file leaves for the way between the outermost frames
        double roomY =
                object.map(o -> (double) (o.rows() / scale - geometry.rows())).orElse(Double.NaN);
        double roomX = object.map(o -> (double) (o.columns() / scale - geometry.columns()))
                .orElse(Double.NaN);
        int[] size = frames == null ? null : Typed.size("--frames", frames, false);
        return switch (pattern) {
            case RASTER -> raster(steps, size, roomY, roomX);
            case JITTER -> {
                double most = jitter == null
                        ? DEFAULT_JITTER * Math.min(steps[0], steps[1])
                        : Typed.notNegative("--jitter", jitter);
                yield new JitteredRaster(raster(steps, size, roomY - 2 * most, roomX - 2 * most), most);
            }
            case FERMAT -> {
                double radius = Math.min(roomY, roomX) / 2;
                double c = new FermatSpiral(1, steps[0]).growth();
                double fit = size != null
                        ? size[1]
                        : Double.isNaN(radius) ? DEFAULT_FRAMES : 1 + Math.floor(Math.pow(Math.max(0, radius) / c, 2));
                yield new FermatSpiral(checked(fit), steps[0]);
            }
            case CONCENTRIC -> {
                double circles = size != null
                        // the number of circles whose frames come nearest to it
                        ? Math.rint((Math.sqrt(1 + 4 * (size[1] - 1) / 3.0) - 1) / 2)
                        : Double.isNaN(roomY) ? 5 : Math.floor(Math.max(0, Math.min(roomY, roomX)) / 2 / steps[0]);
                checked(1 + 3 * circles * (circles + 1));
                yield new Concentric((int) circles, steps[0]);
            }
        };
    }

    /** @param roomY pixels between the first and the last line, NaN if there is as much as wanted */
    private static Raster raster(double[] steps, int[] size, double roomY, double roomX) {
        double rows;
        double columns;
        if (size != null && size[0] > 0) {
            rows = size[0];
            columns = size[1];
        } else if (size != null) {
            // a single number: the square nearest to it
            rows = Math.max(1, Math.rint(Math.sqrt(size[1])));
            columns = Math.max(1, Math.rint(size[1] / rows));
        } else if (Double.isNaN(roomY)) {
            rows = columns = Math.sqrt(DEFAULT_FRAMES);
        } else {
            rows = 1 + Math.floor(Math.max(0, roomY) / steps[0]);
            columns = 1 + Math.floor(Math.max(0, roomX) / steps[1]);
        }
        checked(rows * columns);
        return new Raster((int) rows, (int) columns, steps[0], steps[1]);
    }

    private static int checked(double frames) {
        if (frames > MOST_FRAMES) {
            throw new BadInputException(
                    String.format(Locale.ROOT, "a scan of %.0f frames is too large; at most %d", frames, MOST_FRAMES));
        }
        return (int) frames;
    }

    /** Where the frames really are. */
    Positions real(Positions nominal, Geometry geometry, long seed) {
        Typed.notNegative("--position-error", error);
        return error == 0 ? nominal : PositionErrors.of(nominal, geometry, error, seed);
    }

    FlyScan flyScan(Geometry geometry) {
        Typed.notNegative("--fly-scan", fly);
        if (!Double.isFinite(angle)) {
            throw new BadInputException("--fly-angle must be a finite number, got " + angle);
        }
        if (points != null && (points < 1 || points > 10_000)) {
            throw new BadInputException("--fly-points must be 1 to 10000, got " + points);
        }
        if (fly == 0) {
            return FlyScan.NONE;
        }
        int count = points != null ? points : (int) Math.min(1000, Math.max(5, Math.ceil(2 * fly)));
        double direction = Math.toRadians(angle);
        return new FlyScan(
                fly * Math.sin(direction) * geometry.pixelHeight(),
                fly * Math.cos(direction) * geometry.pixelWidth(),
                count);
    }

    /** For the scan's notes. */
    String note() {
        if (file != null) {
            return "simulated: positions from " + file.getFileName() + ", taken in " + unitName;
        }
        String by = step != null
                ? "step " + step + (Typed.isLength(step) ? "" : " pixels")
                : "overlap " + (overlap == null ? DEFAULT_OVERLAP : overlap) + "% of the " + widthName;
        return "simulated: " + patternName + ", " + by;
    }
}
