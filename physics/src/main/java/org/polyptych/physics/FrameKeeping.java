package org.polyptych.physics;

/**
 * Where the frames are while a reconstruction works on them.
 *
 * @param held true: all in memory, as amplitudes
 * @param cacheBytes otherwise: how much memory may be spent on keeping some of them {@linkplain PackedFrame packed}; the
 *     others are read whenever they are needed
 */
public record FrameKeeping(boolean held, long cacheBytes) {
    /** All in memory. */
    public static final FrameKeeping HELD = new FrameKeeping(true, 0);

    /** None in memory. */
    public static final FrameKeeping STREAMED = new FrameKeeping(false, 0);

    public FrameKeeping {
        if (cacheBytes < 0) {
            throw new IllegalArgumentException("the cache of frames must be 0 bytes or more, got " + cacheBytes);
        }
    }

    /** As many packed as the memory that is given holds. */
    public static FrameKeeping packed(long cacheBytes) {
        return new FrameKeeping(false, cacheBytes);
    }

    /** What is left of it for some of the frames, where the others have their share. */
    public FrameKeeping share(long frames, long ofAll) {
        return new FrameKeeping(held, (long) ((double) cacheBytes * frames / ofAll));
    }
}
