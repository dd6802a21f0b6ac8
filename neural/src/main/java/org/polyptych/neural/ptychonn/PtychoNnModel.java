package org.polyptych.neural.ptychonn;

import java.nio.file.Path;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.Quoted;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Scan;

/**
 * A trained network with what must be known to use it.
 *
 * @param source for messages
 * @param side of the patterns in pixels
 * @param pixelHeight of the object it was taught, in metres; NaN if not said
 * @param pixelWidth in metres; NaN if not said
 * @param preparation of the patterns
 * @param unit amplitude of the object where the network says 1
 * @param radius in pixels of the disc about the middle in which it was taught
 */
record PtychoNnModel(
        String source,
        PtychoNn network,
        int side,
        double pixelHeight,
        double pixelWidth,
        PatternPreparation preparation,
        double unit,
        double radius)
        implements AutoCloseable {
    static final String KIND = "ptychonn";

    private static final String SIDE = "frame";
    private static final String PREPARATION = "preparation";
    private static final String HEIGHT = "pixel height";
    private static final String WIDTH = "pixel width";
    private static final String UNIT = "amplitude unit";
    private static final String RADIUS = "radius";

    /** Pixels that differ by less are the same: no beam is known better. */
    private static final double SAME = 0.01;

    /** @throws BadInputException if there is no such file, it is damaged or of something else */
    static PtychoNnModel read(Path file) {
        if (file.toString().isEmpty()) {
            throw new BadInputException("ptychonn needs a trained network: name its file with --set ptychonn.model=FILE"
                    + " ('polyptych train ptychonn' makes one)");
        }
        Model model = ModelFile.read(file, KIND);
        String source = file.toString();
        int side = (int) number(source, model, SIDE, 1, 1 << 15);
        double height = pixel(source, model, HEIGHT);
        double width = pixel(source, model, WIDTH);
        PatternPreparation preparation = preparation(source, model);
        double unit = number(source, model, UNIT, Double.MIN_NORMAL, 1e30);
        double radius = number(source, model, RADIUS, 0.5, side);
        PtychoNn network = PtychoNn.of(source, model.weights());
        return new PtychoNnModel(source, network, side, height, width, preparation, unit, radius);
    }

    private static double pixel(String source, Model model, String name) {
        return model.facts().containsKey(name) ? number(source, model, name, Double.MIN_NORMAL, 1) : Double.NaN;
    }

    private static PatternPreparation preparation(String source, Model model) {
        try {
            return PatternPreparation.parse(fact(source, model, PREPARATION));
        } catch (BadInputException e) {
            throw e.getMessage().startsWith(source) ? e : new BadInputException(source + ": " + e.getMessage(), e);
        }
    }

    private static String fact(String source, Model model, String name) {
        String value = model.facts().get(name);
        if (value == null) {
            throw new BadInputException(
                    source + ": does not say its '" + name + "' (fact." + name + " in its metadata)");
        }
        return value;
    }

    private static double number(String source, Model model, String name, double least, double most) {
        String text = fact(source, model, name);
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            value = Double.NaN;
        }
        if (!(value >= least && value <= most)) {
            throw new BadInputException(source + ": its '" + name + "' must be a number from " + least + " to " + most
                    + ", got '" + Quoted.of(text) + "'");
        }
        return value;
    }

    /** Whether pixels are so much alike that one network serves both. */
    static boolean samePixels(Geometry one, Geometry other) {
        return same(one.pixelHeight(), other.pixelHeight()) && same(one.pixelWidth(), other.pixelWidth());
    }

    /** Pixels that are not said are those of any scan. */
    private static boolean same(double pixel, double taught) {
        return !(Math.abs(pixel / taught - 1) > SAME);
    }

    /**
     * Sees to it that it was taught with such patterns.
     *
     * @param anyPixel whether the object may have other pixels
     * @throws BadInputException if it was not
     */
    void requireFit(Scan scan, boolean anyPixel) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        if (rows != side || columns != side) {
            throw new BadInputException(
                    scan.source() + ": has patterns of " + rows + " x " + columns + " pixels, the network"
                            + " in " + source + " was taught with " + side + " x " + side
                            + (rows > side && columns > side
                                    ? "; crop them with --set data.crop=" + side
                                    : "; take another network"));
        }
        double height = scan.geometry().pixelHeight();
        double width = scan.geometry().pixelWidth();
        if (!anyPixel && !(same(height, pixelHeight) && same(width, pixelWidth))) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: has object pixels of %.4g x %.4g m, the network in %s was taught with %.4g x %.4g m, so that it"
                            + " knows another beam; take another network, or set ptychonn.anyPixel=true if the beam is the"
                            + " same in pixels",
                    scan.source(),
                    height,
                    width,
                    source,
                    pixelHeight,
                    pixelWidth));
        }
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(scan.source() + ": is a near-field scan; ptychonn knows the far field only");
        }
    }

    /**
     * The prepared patterns.
     *
     * @throws BadInputException if they cannot be prepared, or would be of another size than the object under them
     */
    Patterns prepared(Patterns patterns) {
        Patterns prepared = preparation.apply(patterns);
        if (prepared.rows() != patterns.rows() || prepared.columns() != patterns.columns()) {
            throw new BadInputException(
                    source + ": its preparation makes patterns of " + prepared.rows() + " x "
                            + prepared.columns() + " pixels of " + patterns.rows() + " x " + patterns.columns()
                            + ", so that its answers have other pixels than the scan's object; such networks cannot be stitched");
        }
        return prepared;
    }

    /**
     * The object that an answer means.
     *
     * @param maps as {@link PatternAnswers} gives them; becomes real and imaginary part
     */
    void toComplex(float[][] maps, float[] re, float[] im) {
        Learned learned = network.settings().learned();
        float[] amplitude = learned.amplitude() ? maps[0] : null;
        float[] phase = learned.phase() ? maps[maps.length - 1] : null;
        for (int i = 0; i < re.length; i++) {
            double a = amplitude == null ? 1 : unit * amplitude[i];
            double p = phase == null ? 0 : phase[i];
            re[i] = (float) (a * Math.cos(p));
            im[i] = (float) (a * Math.sin(p));
        }
    }

    @Override
    public void close() {
        network.close();
    }
}
