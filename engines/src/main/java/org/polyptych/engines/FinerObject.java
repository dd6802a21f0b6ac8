package org.polyptych.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.FinerPixels;
import org.polyptych.physics.Representation;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * A result whose object was evaluated again from its {@link Representation}, on finer pixels. The probe stays on those of
 * the geometry.
 *
 * @param result with the finer object and its illumination
 * @param notes what the reader of the finer object should know, a line each
 */
public record FinerObject(Result result, List<String> notes) {
    private static final String RASTER = "object.rasterNull";
    /** Below this share an object is what its representation says, but for rounding. */
    private static final double ROUNDING = 1e-3;
    /** Files and arrays of both parts of an object end here, in bytes. */
    private static final long LARGEST = Integer.MAX_VALUE - (1 << 20);

    /**
     * Evaluates.
     *
     * @param factor so many pixels along each side of one, at least 1
     * @throws BadInputException if the object was made of pixels, its representation is damaged, or there would be too
     *     many pixels
     */
    public static FinerObject of(Result result, int factor) {
        Representation made = result.representation()
                .orElseThrow(() -> new BadInputException("the object of engine "
                        + result.provenance().engine() + " is made of pixels, and finer ones between them would add"
                        + " nothing; only engines with a continuous representation, such as ptyinr, can be asked for"
                        + " finer pixels"));
        EngineProvider provider = Engines.named(made.engine());
        Record settings = SettingsReader.read(provider.settingsType(), provider.name(), made.settings());
        Specimen grid = result.specimen();
        long bytes = (long) Float.BYTES * 2 * grid.rows() * grid.columns() * grid.modes() * grid.slices();
        if (bytes * factor * factor > LARGEST) {
            throw new BadInputException("an object of " + grid.rows() + " x " + grid.columns() + " pixels is too large"
                    + " on pixels " + factor + " times finer; the largest factor is "
                    + (int) Math.sqrt((double) LARGEST / bytes));
        }
        Specimen finer = provider.finer(settings, made.arrays(), grid, factor);
        return new FinerObject(
                result.with(finer, illumination(result.illumination(), new FinerPixels(grid, factor))),
                notes(result, provider.finer(settings, made.arrays(), grid, 1), factor));
    }

    /** A pixel's light, divided among those that it is made of. */
    private static RealImage illumination(RealImage coarse, FinerPixels pixels) {
        int factor = pixels.factor();
        RealImage fine = RealImage.zeros(pixels.rows(), pixels.columns());
        for (int y = 0; y < fine.rows(); y++) {
            for (int x = 0; x < fine.columns(); x++) {
                fine.values()[y * fine.columns() + x] =
                        coarse.values()[y / factor * coarse.columns() + x / factor] / (factor * factor);
            }
        }
        return fine;
    }

    private static List<String> notes(Result result, Specimen evaluated, int factor) {
        List<String> notes = new ArrayList<>();
        if (factor > 1) {
            notes.add("the object was evaluated on pixels " + factor
                    + " times finer than those of the reconstruction, which adds no resolution");
        }
        double apart = apart(result, evaluated);
        boolean raster = Boolean.parseBoolean(result.provenance().settings().get(RASTER));
        if (apart > ROUNDING) {
            notes.add((raster
                            ? RASTER
                                    + " was on: the factor that it has moved from the object to the probe is still in the"
                                    + " finer object"
                            : "what constraints have changed of the object is not in the finer one")
                    + apartText(apart));
        } else if (raster) {
            notes.add(RASTER + " was on and has changed nothing here");
        }
        return notes;
    }

    private static String apartText(double apart) {
        return String.format(
                Locale.ROOT,
                "; on the pixels of the reconstruction the two objects are %.2g %% apart (root mean square, weighted by"
                        + " the illumination)",
                100 * apart);
    }

    private static double apart(Result result, Specimen evaluated) {
        float[] weight = result.illumination().values();
        double error = 0;
        double all = 0;
        for (int m = 0; m < evaluated.modes(); m++) {
            for (int s = 0; s < evaluated.slices(); s++) {
                ComplexImage reported = result.specimen().images()[m][s];
                ComplexImage again = evaluated.images()[m][s];
                for (int i = 0; i < weight.length; i++) {
                    double re = reported.re()[i];
                    double im = reported.im()[i];
                    double off = Math.pow(again.re()[i] - re, 2) + Math.pow(again.im()[i] - im, 2);
                    error += weight[i] * off;
                    all += weight[i] * (re * re + im * im);
                }
            }
        }
        return all > 0 ? Math.sqrt(error / all) : 0;
    }
}
