package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;

class RolledFramesTest {
    @Test
    void framesTakeTheMemoryOfThoseTheyAreMadeFrom() {
        Frames stored = new MemoryFrames(2, 3, new float[][] {{1, 2, 3, 4, 5, 6}, new float[6]});
        assertThat(new RolledFrames(stored).heapBytes()).isEqualTo(2 * 6 * 4);
        assertThat(new RolledFrames(stored).select(new int[] {1}).heapBytes()).isEqualTo(2 * 6 * 4);
    }
}
