package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.polyptych.physics.MemoryFrames;

class PatternCentreTest {
    private static final int SIDE = 32;

    /** A round beam of electrons about a place between pixels. */
    private static MemoryFrames beam(double y, double x) {
        float[] frame = new float[SIDE * SIDE];
        for (int i = 0; i < frame.length; i++) {
            double dy = i / SIDE - y;
            double dx = i % SIDE - x;
            frame[i] = (float) Math.sqrt(1000 * Math.exp(-(dy * dy + dx * dx) / 8));
        }
        return new MemoryFrames(SIDE, SIDE, new float[][] {frame, frame.clone()});
    }

    @Test
    void aBeamBesideTheMiddleIsTold() {
        assertThat(PatternCentre.offCentre(beam(15.625, 16.4)))
                .hasValueSatisfying(note -> assertThat(note).contains("(15.63, 16.40), taken as lying at (16, 16)"));
    }

    @Test
    void aBeamInTheMiddleIsNot() {
        assertThat(PatternCentre.offCentre(beam(16.1, 15.9))).isEmpty();
    }

    @Test
    void framesWithoutACountSayNothing() {
        assertThat(PatternCentre.offCentre(new MemoryFrames(4, 4, new float[][] {new float[16]})))
                .isEmpty();
    }
}
