package org.polyptych.io;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Frames;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** A small scan of noise, all parts of it different from each other and from any default. */
final class SomeScan {
    static final int FRAMES = 7;
    static final int ROWS = 10;
    static final int COLUMNS = 6;

    private final Random random = new Random(5);
    final boolean[] mask = new boolean[ROWS * COLUMNS];
    float[][] amplitudes = new float[FRAMES][ROWS * COLUMNS];
    Positions positions = new Positions(numbers(FRAMES), numbers(FRAMES));
    Optional<Probe> probe = Optional.of(Probe.of(image(ROWS, COLUMNS), image(ROWS, COLUMNS)));
    Optional<Specimen> specimen = Optional.empty();
    Optional<Scan.Truth> truth = Optional.of(new Scan.Truth(
            Specimen.of(image(23, 19), 1.3e-8, 1.1e-8, 3e-7, -2e-7),
            Probe.of(image(ROWS, COLUMNS), image(ROWS, COLUMNS), image(ROWS, COLUMNS)),
            Optional.of(new Positions(numbers(FRAMES), numbers(FRAMES)))));

    SomeScan() {
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % 11 != 3;
        }
        for (float[] frame : amplitudes) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) Math.sqrt(random.nextInt(2000));
            }
        }
    }

    ComplexImage image(int rows, int columns) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.nextGaussian();
            image.im()[i] = (float) random.nextGaussian();
        }
        return image;
    }

    /** Lengths of some 100 nm. */
    private double[] numbers(int count) {
        return random.doubles(count, -3e-7, 3e-7).toArray();
    }

    Scan scan() {
        return scan(new MemoryFrames(ROWS, COLUMNS, amplitudes));
    }

    Scan scan(Frames frames) {
        return new Scan(
                "größer",
                "simulated",
                new XrayGeometry(ROWS, COLUMNS, 1.3e-8, 1.1e-8, 8801.7, 1.37),
                frames,
                mask,
                positions,
                probe,
                specimen,
                truth,
                List.of("simulated with a note"));
    }
}
