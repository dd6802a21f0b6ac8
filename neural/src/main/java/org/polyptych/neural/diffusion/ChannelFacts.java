package org.polyptych.neural.diffusion;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.diffusion.Channels.AmplitudePhase;
import org.polyptych.neural.diffusion.Channels.AmplitudePhase.Range;
import org.polyptych.neural.diffusion.Channels.RealImaginary;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.model.Quoted;

/** {@link Channels} as facts of a model's file. */
public final class ChannelFacts {
    private static final String KIND = "channels";
    private static final String MEAN_RE = "mean real part";
    private static final String MEAN_IM = "mean imaginary part";
    private static final String UNIT = "channel unit";
    private static final String LEAST_AMPLITUDE = "least amplitude";
    private static final String MOST_AMPLITUDE = "greatest amplitude";
    private static final String LEAST_PHASE = "least phase";
    private static final String MOST_PHASE = "greatest phase";

    /** No number of an object is larger. */
    private static final double MOST = 1e30;

    private ChannelFacts() {}

    /** All that {@link #read} needs. */
    public static Map<String, String> of(Channels channels) {
        Map<String, String> facts = new LinkedHashMap<>();
        switch (channels) {
            case RealImaginary law -> {
                put(facts, Channels.Kind.REAL_IMAGINARY, law);
                facts.put(UNIT, String.valueOf(law.unit()));
            }
            case AmplitudePhase law -> {
                put(facts, Channels.Kind.AMPLITUDE_PHASE, law);
                facts.put(LEAST_AMPLITUDE, String.valueOf(law.amplitude().least()));
                facts.put(MOST_AMPLITUDE, String.valueOf(law.amplitude().most()));
                facts.put(LEAST_PHASE, String.valueOf(law.phase().least()));
                facts.put(MOST_PHASE, String.valueOf(law.phase().most()));
            }
        }
        return facts;
    }

    private static void put(Map<String, String> facts, Channels.Kind kind, Channels channels) {
        facts.put(KIND, kind.name().toLowerCase(Locale.ROOT));
        facts.put(MEAN_RE, String.valueOf(channels.meanRe()));
        facts.put(MEAN_IM, String.valueOf(channels.meanIm()));
    }

    /** @throws BadInputException if the facts do not say it, or say what cannot be */
    public static Channels read(Facts facts) {
        double re = facts.number(MEAN_RE, -MOST, MOST);
        double im = facts.number(MEAN_IM, -MOST, MOST);
        String kind = facts.text(KIND);
        return switch (kind) {
            case "real_imaginary" -> new RealImaginary(re, im, facts.number(UNIT, 1 / MOST, MOST));
            case "amplitude_phase" ->
                new AmplitudePhase(
                        re, im, range(facts, LEAST_AMPLITUDE, MOST_AMPLITUDE), range(facts, LEAST_PHASE, MOST_PHASE));
            default ->
                throw new BadInputException(facts.source() + ": its '" + KIND
                        + "' must be real_imaginary or amplitude_phase, got '" + Quoted.of(kind) + "'");
        };
    }

    private static Range range(Facts facts, String least, String most) {
        double from = facts.number(least, -MOST, MOST);
        double to = facts.number(most, -MOST, MOST);
        if (!(from < to)) {
            throw new BadInputException(
                    facts.source() + ": its '" + most + "' must be above its '" + least + "', got " + to);
        }
        return new Range(from, to);
    }
}
