package org.polyptych.bench.star;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

class ScanPowerTest {
    private static final int SIDE = 96;
    private static final double STEP = 12;

    @Test
    void aPictureWithoutTheScanInItHasNoMorePowerThere() {
        assertThat(ScanPower.of(texture(0), lattice(true), lattice(false))).isCloseTo(1, within(0.3));
    }

    @Test
    void aLatticePrintedIntoThePictureIsSeenAtTheScansFrequency() {
        assertThat(ScanPower.of(texture(0.3), lattice(true), lattice(false))).isGreaterThan(3);
    }

    @Test
    void aRingIsSeenForPositionsWithoutALattice() {
        double[] rows = scattered(1);
        double[] columns = scattered(2);
        RealImage plain = texture(0);
        RealImage spotted = plain.copy();
        for (int j = 0; j < rows.length; j++) {
            for (int i = 0; i < spotted.size(); i++) {
                double d = Math.hypot(i / SIDE - rows[j], i % SIDE - columns[j]);
                spotted.values()[i] += (float) (2 * Math.exp(-d * d / 8));
            }
        }

        assertThat(ScanPower.of(spotted, rows, columns)).isGreaterThan(1.5 * ScanPower.of(plain, rows, columns));
    }

    @Test
    void aHandfulOfPositionsIsNoScan() {
        assertThat(ScanPower.of(texture(0), new double[3], new double[3])).isNaN();
    }

    /** Noise, blurred a little so that its power falls with the frequency, and a wave in both directions. */
    private static RealImage texture(double print) {
        RandomStream random = new RandomStream(1, 0);
        double[] noise = IntStream.range(0, SIDE * SIDE)
                .mapToDouble(i -> random.gaussian())
                .toArray();
        RealImage image = RealImage.zeros(SIDE, SIDE);
        for (int i = 0; i < image.size(); i++) {
            int y = i / SIDE;
            int x = i % SIDE;
            double sum = noise[i]
                    + noise[y * SIDE + (x + 1) % SIDE]
                    + noise[(y + 1) % SIDE * SIDE + x]
                    + noise[(y + 1) % SIDE * SIDE + (x + 1) % SIDE];
            double wave = Math.cos(2 * Math.PI * y / STEP) + Math.cos(2 * Math.PI * x / STEP);
            image.values()[i] = (float) (sum + print * wave);
        }
        return image;
    }

    private static double[] lattice(boolean rows) {
        int across = (int) (SIDE / STEP);
        return IntStream.range(0, across * across)
                .mapToDouble(j -> STEP * (rows ? j / across : j % across))
                .toArray();
    }

    /** A lattice shaken by a quarter of its step. */
    private static double[] scattered(long seed) {
        RandomStream random = new RandomStream(seed, 7);
        double[] places = lattice(seed == 1);
        for (int j = 0; j < places.length; j++) {
            places[j] += STEP / 2 + STEP * (random.uniform() - 0.5) / 2;
        }
        return places;
    }
}
