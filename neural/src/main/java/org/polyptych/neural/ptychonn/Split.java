package org.polyptych.neural.ptychonn;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/**
 * What is learned from and what only judges. Neighbouring frames see the same pixels, so that frames set apart at random
 * would judge what was learned by heart. Of several scans the last ones are set apart, as many as the share says, at least
 * one. Of a single scan those at one end of its longer side are; frames that see pixels of theirs serve for nothing.
 *
 * @param training what is learned from
 * @param validation what judges; empty for a share of 0
 */
public record Split(List<Example> training, List<Example> validation) {
    /** Frame of a scan, both from 0. */
    public record Example(int scan, int frame) {}

    /** Frames somewhere on an object. */
    public interface Placed {
        /** One a frame, in metres. */
        Positions positions();

        Geometry geometry();
    }

    /**
     * @param scans one after the other
     * @param share of the frames that only judge, or of the scans where there are several
     * @param side of what a frame sees, in pixels
     */
    public static Split of(List<? extends Placed> scans, double share, int side) {
        if (share == 0) {
            return new Split(all(scans, 0, scans.size()), List.of());
        }
        return scans.size() > 1 ? byScan(scans, share) : byArea(scans.getFirst(), share, side);
    }

    private static Split byScan(List<? extends Placed> scans, double share) {
        int apart = Math.clamp(Math.round(share * scans.size()), 1, scans.size() - 1);
        int from = scans.size() - apart;
        return new Split(all(scans, 0, from), all(scans, from, scans.size()));
    }

    private static List<Example> all(List<? extends Placed> scans, int from, int to) {
        return IntStream.range(from, to)
                .boxed()
                .flatMap(s ->
                        IntStream.range(0, scans.get(s).positions().count()).mapToObj(j -> new Example(s, j)))
                .toList();
    }

    private static Split byArea(Placed scan, double share, int side) {
        Positions positions = scan.positions();
        boolean down =
                Extent.of(positions.y()).length() >= Extent.of(positions.x()).length();
        double[] along = down ? positions.y() : positions.x();
        double pixel = down ? scan.geometry().pixelHeight() : scan.geometry().pixelWidth();
        List<Integer> order = IntStream.range(0, along.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer j) -> along[j]))
                .toList();
        double least = along[order.get(along.length - Math.clamp(Math.round(share * along.length), 1, along.length))];
        List<Example> training = new ArrayList<>();
        List<Example> validation = new ArrayList<>();
        for (int j = 0; j < along.length; j++) {
            if (along[j] >= least) {
                validation.add(new Example(0, j));
            } else if (along[j] <= least - (side - 0.5) * pixel) {
                training.add(new Example(0, j));
            }
        }
        return new Split(training, validation);
    }
}
