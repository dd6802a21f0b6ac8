package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.ptychonn.Split;

/**
 * The groups of several scans. They are made of whole scans, so that those that judge are like those of use; those that lie wholly
 * within what is learned from or within what only judges ({@link Split}) are taken.
 *
 * @param training what is learned from
 * @param validation what judges; empty for a share of 0
 */
record Samples(List<Sample> training, List<Sample> validation) {
    /**
     * Those that are taken.
     *
     * @param trainer its name, for messages
     * @param sources of the scans, for messages
     * @param share of the data that only judge
     * @param lit side in pixels of what a frame sees
     * @param reach most pixels from a frame to the middle of its group
     * @throws BadInputException if there are too few frames, or they lie too far apart
     */
    static Samples of(
            String trainer,
            List<? extends Split.Placed> scans,
            List<String> sources,
            double share,
            int lit,
            double reach,
            Groups.Rule rule,
            long seed) {
        Split split = Split.of(scans, share, lit);
        if (scans.size() == 1 && share > 0) {
            requireBoth(trainer, sources.getFirst(), split, rule.group());
        }
        Groups.Rule once = new Groups.Rule(rule.group(), rule.grouping(), rule.among(), 1);
        List<Sample> training = new ArrayList<>();
        List<Sample> validation = new ArrayList<>();
        for (int s = 0; s < scans.size(); s++) {
            add(scans, sources, s, split.training(), reach, rule, seed, training);
            add(scans, sources, s, split.validation(), reach, once, seed, validation);
        }
        if (scans.size() == 1 && share > 0 && (training.isEmpty() || validation.isEmpty())) {
            throw new BadInputException(sources.getFirst() + ": of its groups of " + rule.group() + " neighbours "
                    + training.size() + " lie within the frames to learn from and " + validation.size()
                    + " within those set apart to judge; set " + trainer + ".validation to 0 or to another share");
        }
        return new Samples(training, validation);
    }

    private static void requireBoth(String trainer, String source, Split split, int size) {
        int learned = split.training().size();
        int apart = split.validation().size();
        if (learned < size || apart < size) {
            throw new BadInputException(source + ": " + learned + " frames are left to learn from and " + apart
                    + " are set apart to judge, too few for groups of " + size + "; give more frames, or set " + trainer
                    + ".validation to 0 or to another share");
        }
    }

    private static void add(
            List<? extends Split.Placed> scans,
            List<String> sources,
            int scan,
            List<Split.Example> examples,
            double reach,
            Groups.Rule rule,
            long seed,
            List<Sample> to) {
        Split.Placed placed = scans.get(scan);
        boolean[] within = new boolean[placed.positions().count()];
        examples.stream().filter(example -> example.scan() == scan).forEach(example -> within[example.frame()] = true);
        if (IntStream.range(0, within.length).noneMatch(j -> within[j])) {
            return;
        }
        Groups groups = Groups.of(
                sources.get(scan),
                placed.positions(),
                placed.geometry().pixelHeight(),
                placed.geometry().pixelWidth(),
                reach,
                rule,
                seed);
        for (int g = 0; g < groups.count(); g++) {
            int[] frames = groups.frames(g);
            if (IntStream.of(frames).allMatch(j -> within[j])) {
                to.add(new Sample(scan, frames, groups.offsets(g)));
            }
        }
    }

    /** Frames, each counted once. */
    static long frames(List<Sample> some) {
        return some.stream()
                .flatMap(sample -> Arrays.stream(sample.frames()).mapToObj(j -> ((long) sample.scan() << 32) + j))
                .distinct()
                .count();
    }

    /** [sample][frame]: (y, x) in pixels. */
    static double[][][] offsets(List<Sample> some) {
        return some.stream().map(Sample::offsets).toArray(double[][][]::new);
    }
}
