package org.polyptych.bench.neural;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rounds of a training by its log, in which a resumed one may have some twice: the later ones count. */
public final class TrainingLog {
    private static final Pattern STEPPED = Pattern.compile("round (\\d+) of \\d+: loss (\\S+) after (\\S+) s");
    private static final Pattern LOOKED = Pattern.compile("\\S.* after round (\\d+): (\\S+)");

    private TrainingLog() {}

    /**
     * A round.
     *
     * @param number from 1
     * @param seconds of all rounds so far; NaN if the log does not say
     * @param training loss; NaN if the log does not say
     * @param validation loss of the data set apart after it; NaN if it was not looked at
     */
    public record Round(int number, double seconds, double training, double validation) {}

    /** In their order; empty if there is no log yet. */
    public static List<Round> read(Path log) {
        if (!Files.exists(log)) {
            return List.of();
        }
        Map<Integer, Round> rounds = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(log)) {
                Matcher stepped = STEPPED.matcher(line);
                Matcher looked = LOOKED.matcher(line);
                if (stepped.matches()) {
                    Round round = of(rounds, stepped);
                    rounds.put(
                            round.number(),
                            new Round(round.number(), number(stepped, 3), number(stepped, 2), round.validation()));
                } else if (looked.matches()) {
                    Round round = of(rounds, looked);
                    rounds.put(
                            round.number(),
                            new Round(round.number(), round.seconds(), round.training(), number(looked, 2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(rounds.values());
    }

    private static Round of(Map<Integer, Round> rounds, Matcher line) {
        int number = Integer.parseInt(line.group(1));
        return rounds.getOrDefault(number, new Round(number, Double.NaN, Double.NaN, Double.NaN));
    }

    private static double number(Matcher line, int group) {
        return Double.parseDouble(line.group(group));
    }
}
