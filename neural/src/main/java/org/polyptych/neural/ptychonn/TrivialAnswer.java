package org.polyptych.neural.ptychonn;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What can be said without a network: the mean of all that is learned from, pixel by pixel, and this mean as bright as the
 * pattern is. A network whose loss is not far below theirs has learned nothing, or only to measure brightness.
 */
final class TrivialAnswer {
    private final Examples examples;
    private final Learned learned;
    private final boolean bright;
    private final double[] mean;

    private TrivialAnswer(Examples examples, Learned learned, boolean bright) {
        this.examples = examples;
        this.learned = learned;
        this.bright = bright;
        int side = examples.disc().side();
        this.mean = new double[learned.maps() * side * side];
        List<Split.Example> training = examples.split().training();
        for (Split.Example example : training) {
            float[] answer = examples.answers(List.of(example), learned);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += answer[i] / training.size();
            }
        }
    }

    /** Losses of the data set apart, as the trainer has them, by name; none if there are no such data. */
    static Map<String, Double> losses(Examples examples, Learned learned) {
        Map<String, Double> losses = new LinkedHashMap<>();
        if (!examples.split().validation().isEmpty()) {
            losses.put("the mean patch", new TrivialAnswer(examples, learned, false).loss());
            if (learned.amplitude()) {
                losses.put(
                        "the mean patch as bright as the pattern", new TrivialAnswer(examples, learned, true).loss());
            }
        }
        return losses;
    }

    private double loss() {
        float[] mask = examples.disc().mask();
        return examples.split().validation().stream()
                        .mapToDouble(example -> error(example, mask))
                        .average()
                        .orElseThrow()
                / LabelledScan.lit(mask);
    }

    private double error(Split.Example example, float[] mask) {
        float[] answer = examples.answers(List.of(example), learned);
        double factor = bright ? examples.scans().get(example.scan()).brightness(example.frame()) : 1;
        // of amplitude and phase, amplitude comes first
        int amplitudes = learned.amplitude() ? mask.length : 0;
        return IntStream.range(0, mean.length)
                .mapToDouble(i -> mask[i % mask.length] * Math.abs(answer[i] - (i < amplitudes ? factor : 1) * mean[i]))
                .sum();
    }
}
