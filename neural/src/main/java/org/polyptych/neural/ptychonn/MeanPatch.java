package org.polyptych.neural.ptychonn;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What can be said without looking at a pattern: the mean of all that is learned from, pixel by pixel. A network whose loss
 * is not far below that of this one has learned nothing.
 */
final class MeanPatch {
    private final Examples examples;
    private final Learned learned;
    private final double[] mean;

    private MeanPatch(Examples examples, Learned learned, double[] mean) {
        this.examples = examples;
        this.learned = learned;
        this.mean = mean;
    }

    static MeanPatch of(Examples examples, Learned learned) {
        List<Split.Example> training = examples.split().training();
        int side = examples.disc().side();
        double[] mean = new double[learned.maps() * side * side];
        for (Split.Example example : training) {
            float[] answer = examples.answers(List.of(example), learned);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += answer[i] / training.size();
            }
        }
        return new MeanPatch(examples, learned, mean);
    }

    /** Mean absolute error of the data set apart, as the trainer has it; empty if there are none. */
    OptionalDouble loss() {
        List<Split.Example> apart = examples.split().validation();
        float[] mask = examples.disc().mask();
        double sum = 0;
        for (Split.Example example : apart) {
            float[] answer = examples.answers(List.of(example), learned);
            for (int i = 0; i < mean.length; i++) {
                sum += mask[i % mask.length] * Math.abs(answer[i] - mean[i]);
            }
        }
        return apart.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(sum / apart.size() / LabelledScan.lit(mask));
    }
}
