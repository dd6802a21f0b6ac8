package org.polyptych.app.compare;

import java.util.Arrays;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.AmplitudeError;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** {@link AmplitudeError} on a sample of the frames: what engines that minimise different things are compared by. */
final class CommonLoss implements AutoCloseable {
    static final int MOST_FRAMES = 256;

    /** Of large frames fewer are taken, so that the sample stays below a quarter of a gigabyte. */
    private static final long MOST_VALUES = 1L << 26;

    private static final int FEWEST_FRAMES = 8;
    private static final long STREAM = -32;

    private final Parallel parallel;
    private final AmplitudeError error;
    private final int frames;

    /**
     * @param scan all frames
     * @param seed chooses the sample: the same for every engine
     * @param round whether positions are rounded to whole pixels
     */
    CommonLoss(Scan scan, long seed, boolean round, int threads) {
        int[] sample = sample(scan, seed);
        this.frames = sample.length;
        this.parallel = new Parallel(threads);
        // of a scan too large for the memory no sample is held either
        FrameKeeping keeping = scan.frames().heapBytes() > 0 ? FrameKeeping.HELD : FrameKeeping.STREAMED;
        this.error = new AmplitudeError(scan.select(sample), round, parallel, keeping);
    }

    /** Which frames: spread evenly by chance, so that no raster is met in step; ascending. */
    static int[] sample(Scan scan, long seed) {
        int count = scan.frames().count();
        long pixels = (long) scan.frames().rows() * scan.frames().columns();
        int most = (int) Math.clamp(MOST_VALUES / pixels, FEWEST_FRAMES, MOST_FRAMES);
        int[] sample = Arrays.copyOf(new RandomStream(seed, STREAM).permutation(count), Math.min(count, most));
        Arrays.sort(sample);
        return sample;
    }

    /** Number of frames in the sample. */
    int frames() {
        return frames;
    }

    double of(Specimen specimen, Probe probe) {
        return error.of(specimen, probe);
    }

    @Override
    public void close() {
        parallel.close();
    }
}
