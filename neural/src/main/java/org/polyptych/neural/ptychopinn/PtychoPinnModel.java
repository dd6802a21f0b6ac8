package org.polyptych.neural.ptychopinn;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.settings.NamedRecord;
import org.polyptych.neural.answers.TaughtFrames;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.ModelFile;
import org.polyptych.neural.model.Quoted;
import org.polyptych.neural.model.Weights;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.ptychonn.LitDisc;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;

/**
 * A trained network with what must be known to use it, as {@code train ptychopinn}, {@code pinn} and {@code overlaps} leave it.
 *
 * @param taught the frames with which it was taught
 * @param network in use
 * @param preparation of the patterns
 * @param grouping which frames it was given together; how many {@link PtychoPinn.Settings#frames} says
 * @param unit amplitude of the object where the network says 1, with a probe whose power is the mean counts of a frame:
 *     times sqrt(mean counts / power) with another one
 * @param radius in pixels of the disc about the middle in which it was taught
 * @param probe with which it was taught, of power 1; of several scans that of the first
 */
public record PtychoPinnModel(
        TaughtFrames taught,
        PtychoPinn network,
        PatternPreparation preparation,
        Grouping grouping,
        double unit,
        double radius,
        Probe probe)
        implements AutoCloseable {
    /** What trains such networks. */
    static final List<String> KINDS = List.of("ptychopinn", "pinn", "overlaps");

    /** Before the names of the network's weights. */
    static final String PREFIX = "network";

    /** The natural logarithm of the unit with the probe of the file. */
    static final String LOG_SCALE = "logScale";

    static final String PROBE_RE = "probe.re";
    static final String PROBE_IM = "probe.im";

    /** Of the engine that uses it. */
    static final String ENGINE = "ptychopinn";

    private static final String NETWORK = "network";
    /** Times wider or narrower from which on a beam is another. */
    private static final double OTHER_BEAM = 1.5;

    private static final String GROUPING = "grouping";
    private static final String RADIUS = "radius";

    /** @throws BadInputException if there is no such file, it is damaged or of something else */
    public static PtychoPinnModel read(Path file) {
        Model model = ModelFile.read(file);
        if (!KINDS.contains(model.kind())) {
            throw new BadInputException(file + ": is a network of the kind '" + Quoted.of(model.kind())
                    + "', one of the kinds " + String.join(", ", KINDS) + " is needed");
        }
        return of(file.toString(), model);
    }

    /** @param source of the model, for messages */
    static PtychoPinnModel of(String source, Model model) {
        Facts facts = new Facts(source, model.facts());
        TaughtFrames taught = TaughtFrames.of(facts, ENGINE);
        PatternPreparation preparation = PatternPreparation.of(facts);
        PtychoPinn.Settings settings = settings(facts);
        if (taught.side() % settings.multiple() != 0) {
            throw new BadInputException(source + ": says frames of " + taught.side() + " pixels, which a network of "
                    + settings.blocks() + " blocks does not take");
        }
        Grouping grouping = grouping(facts);
        double radius = facts.number(RADIUS, 0.5, taught.side());
        Probe probe = probe(source, taught.side(), model.weights());
        // a probe that was learned along need not have kept the power that it began with, (N / 2)^2
        double unit = Math.exp(scale(source, model.weights())) * Math.sqrt(probe.power()) / (taught.side() / 2.0);
        PtychoPinn network = PtychoPinn.of(source, settings, PREFIX + ".", model.weights());
        return new PtychoPinnModel(taught, network, preparation, grouping, unit, radius, probe.withPower(1));
    }

    private static PtychoPinn.Settings settings(Facts facts) {
        try {
            return NamedRecord.<PtychoPinn.Settings>parse(
                    NETWORK, facts.text(NETWORK), Map.of(ENGINE, PtychoPinn.Settings.class));
        } catch (BadInputException e) {
            throw e.getMessage().startsWith(facts.source())
                    ? e
                    : new BadInputException(facts.source() + ": " + e.getMessage(), e);
        }
    }

    private static Grouping grouping(Facts facts) {
        String text = facts.text(GROUPING);
        for (Grouping grouping : Grouping.values()) {
            if (grouping.name().toLowerCase(Locale.ROOT).equals(text)) {
                return grouping;
            }
        }
        throw new BadInputException(facts.source() + ": its '" + GROUPING + "' must be auto, nearest or random, got '"
                + Quoted.of(text) + "'");
    }

    private static double scale(String source, Map<String, Weights> all) {
        Weights scale = all.get(LOG_SCALE);
        if (scale == null || scale.values().length != 1 || !(Math.abs(scale.values()[0]) < 60)) {
            throw new BadInputException(
                    source + ": " + LOG_SCALE + " must be one number between -60 and 60; the file is damaged");
        }
        return scale.values()[0];
    }

    private static Probe probe(String source, int side, Map<String, Weights> all) {
        Weights re = all.get(PROBE_RE);
        Weights im = all.get(PROBE_IM);
        int pixels = side * side;
        boolean fit = re != null
                && im != null
                && re.values().length > 0
                && re.values().length % pixels == 0
                && re.values().length == im.values().length;
        if (!fit) {
            throw new BadInputException(source + ": " + PROBE_RE + " and " + PROBE_IM + " must be images of " + side
                    + " x " + side + " pixels; the file is damaged");
        }
        ComplexImage[] modes = new ComplexImage[re.values().length / pixels];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = ComplexImage.zeros(side, side);
            System.arraycopy(re.values(), m * pixels, modes[m].re(), 0, pixels);
            System.arraycopy(im.values(), m * pixels, modes[m].im(), 0, pixels);
            if (!modes[m].isFinite()) {
                throw new BadInputException(source + ": mode " + m + " of its probe is not finite");
            }
        }
        Probe probe = Probe.of(modes);
        if (!(probe.power() > 0)) {
            throw new BadInputException(source + ": its probe is zero everywhere");
        }
        return probe;
    }

    /**
     * Sees to it that the beam is about as wide, in pixels, as that with which it was taught.
     *
     * @param source of the scan, for messages
     * @param beam with which it was taken
     * @throws BadInputException if it is not
     */
    void requireBeam(String source, Probe beam) {
        double known = LitDisc.radius(probe);
        double found = LitDisc.radius(beam);
        if (found > OTHER_BEAM * known || known > OTHER_BEAM * found) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: 99%% of the probe's light lie within %.1f pixels of the middle, of that which the network in %s"
                            + " was taught with within %.1f, so that it knows another scale; take another network, or set"
                            + " %s.anyBeam=true",
                    source,
                    found,
                    taught.source(),
                    known,
                    ENGINE));
        }
    }

    /** What {@link #read} asks for beside the weights. */
    static Map<String, String> facts(
            Geometry geometry,
            PtychoPinn.Settings network,
            PatternPreparation preparation,
            Grouping grouping,
            double radius) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("frame", String.valueOf(geometry.rows()));
        facts.put("pixel height", String.valueOf(geometry.pixelHeight()));
        facts.put("pixel width", String.valueOf(geometry.pixelWidth()));
        facts.put(NETWORK, NamedRecord.write(ENGINE, network));
        facts.put(PatternPreparation.FACT, preparation.text());
        facts.put(GROUPING, grouping.name().toLowerCase(Locale.ROOT));
        facts.put(RADIUS, String.valueOf(radius));
        return facts;
    }

    @Override
    public void close() {
        network.close();
    }
}
