package org.polyptych.physics.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.metrics.Region;

/**
 * A reconstruction on the pixel grid of a truth. It was moved by whole pixels and cut, and nothing else was done to it.
 *
 * @param found of the truth's size; 0 where the reconstruction has no pixel
 * @param truth whole
 * @param covered where the reconstruction has pixels
 * @param light illumination on the same grid, empty where it is not known
 * @param probe found, its strongest mode
 * @param trueProbe of the same size
 * @param modes all that were found
 * @param trueModes all that there are, of the same size
 * @param positionError root mean square distance of the positions from the true ones, a common shift taken out, in
 *     pixels; empty where they are not known
 * @param gridDown how far, in rows, the reconstruction's grid still lies off the truth's, from -0.5 to 0.5: what the truth
 *     shows at r, a perfect reconstruction shows at r + (gridDown, gridRight)
 * @param gridRight the same in columns
 * @param pixelSize metres; NaN where it is not known
 * @param notes how the two were put together
 */
public record Comparison(
        ComplexImage found,
        ComplexImage truth,
        Region covered,
        Optional<RealImage> light,
        Optional<ComplexImage> probe,
        Optional<ComplexImage> trueProbe,
        Optional<Probe> modes,
        Optional<Probe> trueModes,
        OptionalDouble positionError,
        double gridDown,
        double gridRight,
        double pixelSize,
        List<String> notes) {

    private static final double SAME_PIXEL = 1e-3;

    /** Of a reconstruction with the truth of its scan, by coordinates. */
    public static Comparison of(Result result, Scan.Truth truth) {
        return of(Subject.of("the result", result), Subject.of("the truth", truth), Placement.AUTOMATIC);
    }

    /**
     * Of any two.
     *
     * @throws BadInputException if they do not fit together
     */
    public static Comparison of(Subject found, Subject truth, Placement placement) {
        List<String> notes = new ArrayList<>();
        samePixel(found, truth);
        plain(found, notes);
        plain(truth, notes);
        finite(found);
        finite(truth);
        GridOffset place = GridOffset.of(found, truth, placement, notes);
        int[] offset = place.whole();
        double down = place.restDown();
        double right = place.restRight();
        if (down != 0 || right != 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the two grids are apart by (%.2f, %.2f) of a pixel, which whole pixels cannot correct; protocol aligned does",
                    down,
                    right));
        }
        ComplexImage image = found.specimen().image();
        ComplexImage grid = truth.specimen().image();
        Region covered = Region.whole(image).moved(-offset[0], -offset[1]).shared(Region.whole(grid));
        if (covered.rows() < 1 || covered.columns() < 1) {
            throw new BadInputException(found.name() + " and " + truth.name()
                    + ": the two objects do not overlap anywhere; were they made from the same scan?");
        }
        Optional<ComplexImage> probe = found.probe().map(p -> strongest(p, found.name(), notes));
        Optional<ComplexImage> trueProbe = truth.probe().map(p -> strongest(p, truth.name(), notes));
        if (probe.isPresent() && trueProbe.isPresent() && !GridOffset.sameSize(probe.get(), trueProbe.get())) {
            notes.add("the probes are of different size and are not compared");
            trueProbe = Optional.empty();
        }
        return new Comparison(
                placed(image, grid, covered, offset),
                grid,
                covered,
                light(found, truth, covered, offset),
                probe,
                trueProbe,
                found.probe(),
                trueProbe.isPresent() ? truth.probe() : Optional.empty(),
                positionError(found, truth, notes),
                down,
                right,
                pixelSize(found, truth),
                List.copyOf(notes));
    }

    /** How far the reconstruction's grid still lies off the truth's. */
    Displacement gridOffset() {
        return new Displacement(gridDown, gridRight, 0, 0);
    }

    /** The illumination, or 1 everywhere where it is not known. */
    public RealImage lightOrEven() {
        return light.orElseGet(() -> {
            RealImage even = RealImage.zeros(truth.rows(), truth.columns());
            Arrays.fill(even.values(), 1);
            return even;
        });
    }

    /** Pixels of the truth that were illuminated, as protocols count them: see {@link DiffusionProtocol}. */
    public boolean[] lit() {
        return Lit.of(this).pixels();
    }

    private static ComplexImage placed(ComplexImage image, ComplexImage grid, Region covered, int[] offset) {
        ComplexImage out = ComplexImage.zeros(grid.rows(), grid.columns());
        for (int y = covered.top(); y < covered.top() + covered.rows(); y++) {
            int from = (y + offset[0]) * image.columns() + covered.left() + offset[1];
            int to = y * grid.columns() + covered.left();
            System.arraycopy(image.re(), from, out.re(), to, covered.columns());
            System.arraycopy(image.im(), from, out.im(), to, covered.columns());
        }
        return out;
    }

    /**
     * From the true probe where it and the positions are known, so that a wrong probe cannot choose its pixels. Between two
     * reconstructions the lesser of the two, each relative to its largest value.
     */
    private static Optional<RealImage> light(Subject found, Subject truth, Region covered, int[] offset) {
        Optional<RealImage> own = truth.illumination();
        if (own.isPresent()) {
            return Optional.of(foundLight(found, truth, covered, offset)
                    .map(light -> lesser(light, own.get()))
                    .orElse(own.get()));
        }
        if (truth.placed() && truth.probe().isPresent() && found.positions().isPresent()) {
            return Optional.of(Illumination.of(
                    truth.specimen(), truth.probe().get(), found.positions().get()));
        }
        return foundLight(found, truth, covered, offset);
    }

    private static RealImage lesser(RealImage a, RealImage b) {
        RealImage out = RealImage.zeros(a.rows(), a.columns());
        double mostA = a.max();
        double mostB = b.max();
        for (int i = 0; i < out.size() && mostA > 0 && mostB > 0; i++) {
            out.values()[i] = (float) Math.min(a.values()[i] / mostA, b.values()[i] / mostB);
        }
        return out;
    }

    private static Optional<RealImage> foundLight(Subject found, Subject truth, Region covered, int[] offset) {
        return found.illumination().map(light -> {
            RealImage out =
                    RealImage.zeros(truth.specimen().rows(), truth.specimen().columns());
            for (int y = covered.top(); y < covered.top() + covered.rows(); y++) {
                System.arraycopy(
                        light.values(),
                        (y + offset[0]) * light.columns() + covered.left() + offset[1],
                        out.values(),
                        y * out.columns() + covered.left(),
                        covered.columns());
            }
            return out;
        });
    }

    private static void samePixel(Subject found, Subject truth) {
        if (found.scaled() && truth.scaled()) {
            Specimen a = found.specimen();
            Specimen b = truth.specimen();
            if (Math.abs(a.pixelHeight() / b.pixelHeight() - 1) > SAME_PIXEL
                    || Math.abs(a.pixelWidth() / b.pixelWidth() - 1) > SAME_PIXEL) {
                throw new BadInputException(String.format(
                        Locale.ROOT,
                        "%s has pixels of %.6g x %.6g m and %s of %.6g x %.6g m; they must be equal, nothing is rescaled",
                        found.name(),
                        a.pixelHeight(),
                        a.pixelWidth(),
                        truth.name(),
                        b.pixelHeight(),
                        b.pixelWidth()));
            }
        }
    }

    private static void plain(Subject subject, List<String> notes) {
        if (subject.specimen().modes() > 1 || subject.specimen().slices() > 1) {
            notes.add(subject.name() + ": of several modes or slices only the first is compared");
        }
    }

    private static void finite(Subject subject) {
        if (!subject.specimen().image().isFinite()) {
            throw new BadInputException(
                    subject.name() + ": the object holds NaN or infinite values, which have no score");
        }
    }

    private static ComplexImage strongest(Probe probe, String name, List<String> notes) {
        ComplexImage best = probe.mode(0);
        for (int m = 1; m < probe.modes(); m++) {
            best = probe.mode(m).power() > best.power() ? probe.mode(m) : best;
        }
        if (probe.modes() > 1) {
            notes.add(name + ": of " + probe.modes() + " probe modes the strongest is compared");
        }
        return best;
    }

    private static OptionalDouble positionError(Subject found, Subject truth, List<String> notes) {
        if (found.positions().isEmpty() || truth.positions().isEmpty() || !found.scaled()) {
            return OptionalDouble.empty();
        }
        Positions a = found.positions().get();
        Positions b = truth.positions().get();
        if (a.count() != b.count()) {
            notes.add(found.name() + " has " + a.count() + " positions and " + truth.name() + " " + b.count()
                    + ": they are not compared");
            return OptionalDouble.empty();
        }
        double down = spread(a.y(), b.y()) / found.specimen().pixelHeight();
        double right = spread(a.x(), b.x()) / found.specimen().pixelWidth();
        return OptionalDouble.of(Math.hypot(down, right));
    }

    /** Standard deviation of the differences. */
    private static double spread(double[] a, double[] b) {
        double mean = 0;
        for (int j = 0; j < a.length; j++) {
            mean += (a[j] - b[j]) / a.length;
        }
        double sum = 0;
        for (int j = 0; j < a.length; j++) {
            sum += (a[j] - b[j] - mean) * (a[j] - b[j] - mean);
        }
        return Math.sqrt(sum / a.length);
    }

    private static double pixelSize(Subject found, Subject truth) {
        Subject known = found.scaled() ? found : truth;
        return known.scaled()
                ? Math.sqrt(known.specimen().pixelHeight() * known.specimen().pixelWidth())
                : Double.NaN;
    }
}
