package org.polyptych.engines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** The order in which frames are worked on: by position, so that the order in the file does not matter. */
final class FrameOrder {
    private FrameOrder() {}

    /** The scan with its frames sorted by y, then x; frames at the very same place by their content. */
    static Scan canonical(Scan scan) {
        Positions positions = scan.positions();
        Comparator<Integer> byPlace = Comparator.<Integer>comparingDouble(
                        j -> positions.y()[j])
                .thenComparingDouble(j -> positions.x()[j])
                .thenComparing((a, b) ->
                        Arrays.compare(scan.frames().frame(a), scan.frames().frame(b)));
        int[] order = IntStream.range(0, positions.count())
                .boxed()
                .sorted(byPlace)
                .mapToInt(Integer::intValue)
                .toArray();
        return scan.select(order);
    }
}
