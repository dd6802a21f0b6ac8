package org.polyptych.engines;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.prepare.CoarseScan;

/**
 * Engines one after the other, each starting from the object and probe that the one before has left: what is typed as
 * {@code dm*50,lsqml*100}. One engine without a number is a chain too, whose number of iterations is said elsewhere.
 * Engines may begin on coarser pixels, {@code rpie/4*20,rpie/2*20,rpie*60}: with only the central 1/4 and 1/2 of the
 * detector along each side ({@link CoarseScan}).
 *
 * @param parts at least one; none coarser than the one before it
 */
public record Chain(List<Part> parts) {
    private static final String SEPARATOR = ",";
    private static final String TIMES = "*";
    private static final String COARSER = "/";
    /** Fewer pixels than a 64th of a detector's are no picture. */
    private static final int COARSEST = 64;

    /**
     * One engine of a chain.
     *
     * @param coarser by how much its pixels are larger than the scan's: 1 or a power of 2
     * @param iterations as typed behind the name, if they are
     */
    public record Part(EngineProvider provider, int coarser, OptionalInt iterations) {
        /** An engine on the pixels of the scan. */
        public Part(EngineProvider provider, OptionalInt iterations) {
            this(provider, 1, iterations);
        }

        /** As typed, or the engine's own. */
        int count() {
            return iterations.orElseGet(provider::defaultIterations);
        }

        private String name() {
            return coarser == 1 ? provider.name() : provider.name() + COARSER + coarser;
        }

        private String text() {
            return name() + TIMES + count();
        }
    }

    public Chain {
        parts = List.copyOf(parts);
        for (int k = 1; k < parts.size(); k++) {
            if (parts.get(k).coarser() > parts.get(k - 1).coarser()) {
                throw new BadInputException("engine " + parts.get(k).name() + " is coarser than "
                        + parts.get(k - 1).name() + " before it, which would lose what that one has found; put the"
                        + " coarsest first, as in rpie/4*20,rpie/2*20,rpie*60");
            }
        }
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
            String whole = (times < 0 ? part : part.substring(0, times)).strip();
            int slash = whole.indexOf(COARSER);
            String name = (slash < 0 ? whole : whole.substring(0, slash)).strip();
            if (name.isEmpty()) {
                throw new BadInputException("engine '" + text + "' names nothing between two commas; expected one name,"
                        + " or a chain such as dm*50,rpie*100");
            }
            parts.add(new Part(
                    Engines.named(name),
                    slash < 0 ? 1 : coarser(whole.substring(slash + 1).strip(), text),
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

    private static int coarser(String number, String text) {
        try {
            int factor = Integer.parseInt(number);
            if (factor >= 1 && factor <= COARSEST && Integer.bitCount(factor) == 1) {
                return factor;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new BadInputException("engine '" + text + "': '" + number + "' says by how much the pixels are larger;"
                + " expected 2, 4, 8, ... 64, as in rpie/4*20,rpie*60");
    }

    /** True if it begins on coarser pixels than the scan's. */
    public boolean beginsCoarse() {
        return parts.getFirst().coarser() > 1;
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

    /**
     * The same with the iterations of every engine said that did not say them; of a single engine that needs none, the same.
     *
     * @param usual those of an engine
     */
    Chain counted(ToIntFunction<EngineProvider> usual) {
        return single()
                ? this
                : new Chain(parts.stream()
                        .map(part -> new Part(
                                part.provider(),
                                part.coarser(),
                                OptionalInt.of(part.iterations().orElseGet(() -> usual.applyAsInt(part.provider())))))
                        .toList());
    }

    /** As it would be typed: the name alone, or every engine with its iterations. */
    public String text() {
        return single()
                ? parts.getFirst().name()
                : parts.stream().map(Part::text).collect(Collectors.joining(SEPARATOR));
    }

    /** What decides the bits of an iteration: how long the last engine goes on does not. */
    String identity() {
        String before = parts.stream()
                .limit(parts.size() - 1L)
                .map(part -> part.text() + SEPARATOR)
                .collect(Collectors.joining());
        return before + parts.getLast().name();
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
            kept.add(new Part(part.provider(), part.coarser(), OptionalInt.of(count)));
            left -= count;
        }
        return new Chain(kept);
    }
}
