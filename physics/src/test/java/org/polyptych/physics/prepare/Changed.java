package org.polyptych.physics.prepare;

import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** A scan with other frames, mask or positions, for tests. */
final class Changed {
    private Changed() {}

    static float[][] copiedFrames(Scan scan) {
        return IntStream.range(0, scan.frames().count())
                .mapToObj(j -> scan.frames().frame(j))
                .toArray(float[][]::new);
    }

    static Scan frames(Scan scan, float[][] amplitudes) {
        return with(scan, amplitudes, scan.mask(), scan.positions());
    }

    static Scan mask(Scan scan, boolean[] mask) {
        return with(scan, copiedFrames(scan), mask, scan.positions());
    }

    static Scan positions(Scan scan, Positions positions) {
        return with(scan, copiedFrames(scan), scan.mask(), positions);
    }

    private static Scan with(Scan scan, float[][] amplitudes, boolean[] mask, Positions positions) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                new MemoryFrames(scan.frames().rows(), scan.frames().columns(), amplitudes),
                mask,
                positions,
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                List.of());
    }
}
