package org.polyptych.neural.ptychonn;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.patterns.MeasuredPatterns;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.patterns.Patterns;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Scan;

/** A network in use is given what it was taught with, the same way round. */
class PreparedAlikeTest {
    /** Frames of chance, masked in one corner and along half a row, so that nothing is like its mirror image. */
    private static Scan uneven(int side) {
        Scan scan = ScannedField.scan(3, 3, 4, 2, side);
        RandomStream random = new RandomStream(6, side);
        float[][] frames = new float[scan.frames().count()][side * side];
        for (float[] frame : frames) {
            double brightness = 5 + 10 * random.uniform();
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) (brightness * random.uniform());
            }
        }
        boolean[] mask = scan.mask().clone();
        for (int i = 0; i < side * side; i++) {
            boolean corner = i / side < 5 && i % side < 3;
            boolean line = i / side == side / 2 + 2 && i % side > side / 2;
            mask[i] &= !corner && !line;
        }
        return scan.withMask(mask).withFrames(new MemoryFrames(side, side, frames));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 33})
    void patterns_in_use_are_those_of_training(int side) {
        Scan scan = uneven(side);
        for (PatternPreparation preparation : new PatternPreparation[] {
            PatternPreparation.plain(side), PatternPreparation.parse("amplitudes each:sum=256.0 lift:exponent=0.5")
        }) {
            LabelledScan taught = new LabelledScan(ScannedField.labelled(scan), LitDisc.of(6, side), preparation);
            try (Parallel parallel = new Parallel(1)) {
                Patterns used =
                        preparation.apply(new MeasuredPatterns(FrameStack.of(scan, parallel), preparation.of()));
                float[] expected = new float[side * side];
                for (int j = 0; j < taught.count(); j++) {
                    taught.pattern(j, expected, 0);
                    assertThat(used.frame(j)).containsExactly(expected, Offset.offset(1e-6f));
                    assertThat(expected[0]).as("masked").isZero();
                }
            }
        }
    }
}
