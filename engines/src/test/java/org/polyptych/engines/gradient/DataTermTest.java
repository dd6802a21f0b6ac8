package org.polyptych.engines.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Problem;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.loss.AmplitudeL2;

/** What frames say of an object as a whole. */
class DataTermTest {
    /** With as much stray light as there is from the object the factor is found as without any. */
    @ParameterizedTest
    @ValueSource(floats = {0, 3})
    void the_brightness_that_explains_the_frames_is_found_beside_a_background(float stray) {
        Scan clean = SimulatedScan.wellPosed().frames(3).scan();
        int n = clean.geometry().rows() * clean.geometry().columns();
        float[][] frames = new float[clean.frames().count()][];
        double counts = 0;
        for (int j = 0; j < frames.length; j++) {
            frames[j] = clean.frames().frame(j);
            for (float a : frames[j]) {
                counts += (double) a * a / n / frames.length;
            }
        }
        float[] background = new float[n];
        for (int i = 0; i < n; i++) {
            background[i] = (float) (stray * counts);
        }
        for (float[] frame : frames) {
            for (int i = 0; i < n; i++) {
                frame[i] = (float) Math.sqrt(frame[i] * frame[i] + background[i]);
            }
        }
        Scan scan = clean.withFrames(
                new MemoryFrames(clean.geometry().rows(), clean.geometry().columns(), frames));
        Scan.Truth truth = clean.truth().orElseThrow();
        try (Parallel parallel = new Parallel(2)) {
            Problem problem = new Problem(
                    scan,
                    truth.specimen(),
                    truth.probe(),
                    Reconstruction.with("awf", Map.of()).run(),
                    parallel,
                    Conditions.NONE.withBackground(stray == 0 ? null : background),
                    FrameKeeping.HELD,
                    Optional.empty());
            try (DataTerm term = new DataTerm(problem, new AmplitudeL2())) {
                ComplexImage dim = truth.specimen().image().copy();
                dim.scale(0.6);
                ComplexImage[] probe = {truth.probe().mode(0)};
                assertThat(term.brightness(dim, probe)).isCloseTo(1 / 0.6, within(0.005));
                assertThat(term.brightness(truth.specimen().image(), probe)).isCloseTo(1, within(0.003));
            }
        }
    }
}
