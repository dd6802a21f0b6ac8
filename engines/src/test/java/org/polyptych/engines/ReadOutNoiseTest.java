package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.loss.ReadNoise;

class ReadOutNoiseTest {
    private static final int SIDE = 16;
    private static final int FRAMES = 400;

    /** A bright middle on a dark ground, read out with normal noise, negative counts set to zero. */
    private static FrameStack frames(double sigma) {
        RandomStream random = new RandomStream(4, 0);
        float[][] frames = new float[FRAMES][SIDE * SIDE];
        for (float[] frame : frames) {
            for (int i = 0; i < frame.length; i++) {
                boolean bright = i / SIDE / 4 == 1 && i % SIDE / 4 == 1;
                double counts = (bright ? 1e4 : 0) + sigma * random.gaussian();
                frame[i] = (float) Math.sqrt(Math.max(0, counts));
            }
        }
        boolean[] mask = new boolean[SIDE * SIDE];
        Arrays.fill(mask, true);
        Scan scan = new Scan(
                "test",
                "scan.h5",
                new XrayGeometry(SIDE, SIDE, 1e-8, 1e-8, 8000, 1),
                new MemoryFrames(SIDE, SIDE, frames),
                mask,
                new Positions(new double[FRAMES], new double[FRAMES]),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        try (Parallel parallel = new Parallel(1)) {
            return FrameStack.of(scan, parallel);
        }
    }

    @Test
    void the_darkest_pixels_tell_it() {
        ReadNoise found = ReadOutNoise.USUAL.loss("ad", frames(30));
        // those that came out darkest by chance are among them: with few frames it is too little
        assertThat(found.sigma()).isCloseTo(30, within(4.0));
        assertThat(found.gain()).isZero();
    }

    @Test
    void a_number_that_is_given_is_taken() {
        assertThat(new ReadOutNoise("12.5", 2).loss("ad", frames(30))).isEqualTo(new ReadNoise(12.5, 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ad", "ptyinr"})
    void where_there_is_none_the_engine_s_key_is_named(String engine) {
        assertThatThrownBy(() -> ReadOutNoise.USUAL.loss(engine, frames(0)))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(engine + ".readNoise=auto found no read-out noise")
                .hasMessageContaining(engine + ".likelihood=poisson");
    }
}
