package org.polyptych.engines;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** The order in which frames are worked on: by position, so that the order in the file does not matter. */
final class FrameOrder {
    private FrameOrder() {}

    /** The scan with its frames sorted by y, then x; frames at the very same place by their good pixels. */
    static Scan canonical(Scan scan) {
        return scan.select(of(scan));
    }

    /** The indices of the scan's frames in that order. */
    static int[] of(Scan scan) {
        Positions positions = scan.positions();
        Comparator<Integer> byPlace = Comparator.<Integer>comparingDouble(
                        j -> positions.y()[j])
                .thenComparingDouble(j -> positions.x()[j])
                .thenComparing((a, b) -> Arrays.compare(good(scan, a), good(scan, b)));
        return IntStream.range(0, positions.count())
                .boxed()
                .sorted(byPlace)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** A frame with its masked pixels at zero: what they hold must not decide anything. */
    private static float[] good(Scan scan, int frame) {
        float[] amplitudes = scan.frames().frame(frame);
        for (int i = 0; i < amplitudes.length; i++) {
            if (!scan.mask()[i]) {
                amplitudes[i] = 0;
            }
        }
        return amplitudes;
    }
}
