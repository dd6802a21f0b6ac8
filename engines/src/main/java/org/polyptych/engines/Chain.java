package org.polyptych.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;

/**
 * Engines one after the other, each starting from the object and probe that the one before has left: what is typed as
 * {@code dm*50,lsqml*100}. One engine without a number is a chain too, whose number of iterations is said elsewhere.
 *
 * @param parts at least one
 */
public record Chain(List<Part> parts) {
    private static final String SEPARATOR = ",";
    private static final String TIMES = "*";

    /**
     * One engine of a chain.
     *
     * @param iterations as typed behind the name, if they are
     */
    public record Part(EngineProvider provider, OptionalInt iterations) {
        /** As typed, or the engine's own. */
        int count() {
            return iterations.orElseGet(provider::defaultIterations);
        }

        private String text() {
            return provider.name() + TIMES + count();
        }
    }

    public Chain {
        parts = List.copyOf(parts);
    }

    /**
     * Reads what is typed.
     *
     * @throws BadInputException for an unknown engine, or a number that is none
     */
    public static Chain parse(String text) {
        List<Part> parts = new ArrayList<>();
        for (String part : text.split(SEPARATOR, -1)) {
            int times = part.indexOf(TIMES);
            String name = (times < 0 ? part : part.substring(0, times)).strip();
            if (name.isEmpty()) {
                throw new BadInputException("engine '" + text + "' names nothing between two commas; expected one name,"
                        + " or a chain such as dm*50,rpie*100");
            }
            parts.add(new Part(
                    Engines.named(name),
                    times < 0
                            ? OptionalInt.empty()
                            : OptionalInt.of(count(part.substring(times + 1).strip(), text))));
        }
        return new Chain(parts);
    }

    private static int count(String number, String text) {
        try {
            int count = Integer.parseInt(number);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new BadInputException("engine '" + text + "': '" + number
                + "' is no number of iterations; expected 1 or more, as in dm*50,rpie*100");
    }

    /** True for one engine whose iterations are not said in the name. */
    public boolean single() {
        return parts.size() == 1 && parts.getFirst().iterations().isEmpty();
    }

    /** The engines, each once, in order of their first use. */
    public List<EngineProvider> providers() {
        List<EngineProvider> providers = new ArrayList<>();
        for (Part part : parts) {
            if (providers.stream()
                    .noneMatch(p -> p.name().equals(part.provider().name()))) {
                providers.add(part.provider());
            }
        }
        return providers;
    }

    /** As it would be typed: the name alone, or every engine with its iterations. */
    public String text() {
        return single()
                ? parts.getFirst().provider().name()
                : parts.stream().map(Part::text).collect(Collectors.joining(SEPARATOR));
    }

    /** What decides the bits of an iteration: how long the last engine goes on does not. */
    String identity() {
        String before = parts.stream()
                .limit(parts.size() - 1L)
                .map(part -> part.text() + SEPARATOR)
                .collect(Collectors.joining());
        return before + parts.getLast().provider().name();
    }

    /** The chain that does only the first {@code iterations} of all that this one does. */
    public Chain upTo(int iterations) {
        List<Part> kept = new ArrayList<>();
        int left = iterations;
        for (Part part : parts) {
            if (left == 0 && !kept.isEmpty()) {
                break;
            }
            int count = Math.min(left, part.count());
            kept.add(new Part(part.provider(), OptionalInt.of(count)));
            left -= count;
        }
        return new Chain(kept);
    }
}
