package org.polyptych.neural.patterns;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.NamedRecord;
import org.polyptych.neural.model.Facts;

/**
 * How patterns are brought into the form that a network was taught with; written in one line, it is kept with the network:
 *
 * <pre>
 * amplitudes power:sum=1024.0
 * counts crop:edge=64 blur:sigma=1.0 pick:step=3,first=1 threshold:least=3.0 centre standard
 * </pre>
 *
 * @param of what a detector counts, or its square root
 * @param steps one after the other
 */
public record PatternPreparation(Values of, List<PatternStep> steps) {
    /** Under which it is kept with a network. */
    public static final String FACT = "preparation";

    private static final Map<String, Class<? extends PatternStep>> KINDS = kinds();

    /** What is prepared. */
    public enum Values {
        COUNTS,
        AMPLITUDES
    }

    public PatternPreparation {
        steps = List.copyOf(steps);
    }

    private static Map<String, Class<? extends PatternStep>> kinds() {
        Map<String, Class<? extends PatternStep>> kinds = new LinkedHashMap<>();
        for (Class<? extends PatternStep> kind : List.of(
                PatternStep.Crop.class,
                PatternStep.Blur.class,
                PatternStep.Pick.class,
                PatternStep.Threshold.class,
                PatternStep.Centre.class,
                PatternStep.Standard.class,
                PatternStep.Power.class,
                PatternStep.Each.class,
                PatternStep.Lift.class)) {
            kinds.put(name(kind), kind);
        }
        return kinds;
    }

    private static String name(Class<?> kind) {
        return kind.getSimpleName().toLowerCase(Locale.ROOT);
    }

    /** Amplitudes so that the mean over frames of sum x^2 is (side / 2)^2, as PtychoPINN has them, whatever the exposure. */
    public static PatternPreparation plain(int side) {
        return new PatternPreparation(Values.AMPLITUDES, List.of(new PatternStep.Power(0.25 * side * side)));
    }

    /** Whether amplitudes that a network says are relative to the brightness of the pattern, the root of its counts. */
    public boolean relative() {
        return steps.stream().anyMatch(PatternStep.Each.class::isInstance);
    }

    /** That of the published phase-only network for scan 235 of the Advanced Photon Source: 512 pixels become 128. */
    public static PatternPreparation published() {
        return new PatternPreparation(
                Values.COUNTS,
                List.of(
                        new PatternStep.Crop(64),
                        new PatternStep.Blur(1),
                        new PatternStep.Pick(3, 1),
                        new PatternStep.Threshold(3),
                        new PatternStep.Centre(),
                        new PatternStep.Standard()));
    }

    /**
     * Reads what {@link #text()} has written.
     *
     * @throws BadInputException if it is none
     */
    public static PatternPreparation parse(String text) {
        String[] words = text.strip().split("\\s+");
        Values of = Arrays.stream(Values.values())
                .filter(values -> values.name().toLowerCase(Locale.ROOT).equals(words[0]))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "a preparation of patterns must begin with counts or amplitudes," + " got '" + words[0] + "'"));
        return new PatternPreparation(
                of,
                Arrays.stream(words)
                        .skip(1)
                        .map(word -> NamedRecord.<PatternStep>parse("step of preparation", word, KINDS))
                        .toList());
    }

    /**
     * That of a trained network, its fact {@code preparation}.
     *
     * @throws BadInputException if it does not say it, or what it says is none
     */
    public static PatternPreparation of(Facts facts) {
        String text = facts.text(FACT);
        try {
            return parse(text);
        } catch (BadInputException e) {
            throw new BadInputException(facts.source() + ": " + e.getMessage(), e);
        }
    }

    /** In one line, every setting written out. */
    public String text() {
        return Stream.concat(
                        Stream.of(of.name().toLowerCase(Locale.ROOT)),
                        steps.stream().map(step -> NamedRecord.write(name(step.getClass()), (Record) step)))
                .collect(Collectors.joining(" "));
    }

    /**
     * The patterns as the network wants them.
     *
     * @param from {@link #of() what} is asked for
     * @throws BadInputException if they cannot be so prepared
     */
    public Patterns apply(Patterns from) {
        Patterns prepared = from;
        for (PatternStep step : steps) {
            prepared = step.apply(prepared);
        }
        return prepared;
    }
}
