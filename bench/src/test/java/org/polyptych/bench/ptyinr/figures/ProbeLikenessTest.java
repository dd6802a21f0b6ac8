package org.polyptych.bench.ptyinr.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.metrics.Displacement;

class ProbeLikenessTest {
    private static final ComplexImage TRUTH = new RasterScan("cells", "zoneplate:zone=30,defocus=30", 48, 2, 4, 0, "")
            .scan(Path.of("not used"), 1)
            .truth()
            .orElseThrow()
            .probe()
            .mode(0);

    @Test
    void aProbeThatLiesElsewhereWithARampIsTheSameProbe() {
        ComplexImage elsewhere = new Displacement(-7, 5, 0.2, -0.1).undone(TRUTH);
        elsewhere.scale(3);
        ProbeLikeness likeness = ProbeLikeness.of(elsewhere, TRUTH);

        assertThat(likeness.correlation()).isCloseTo(1, within(0.01));
        assertThat(likeness.psnr()).isGreaterThan(30);
        assertThat(likeness.probe().power() / TRUTH.power()).isCloseTo(1, within(0.02));
    }

    @Test
    void randomNumbersAreNot() {
        ComplexImage noise = ComplexImage.zeros(TRUTH.rows(), TRUTH.columns());
        RandomStream random = new RandomStream(3, 0);
        for (int i = 0; i < noise.size(); i++) {
            noise.re()[i] = (float) random.uniform();
            noise.im()[i] = (float) random.uniform();
        }

        assertThat(ProbeLikeness.of(noise, TRUTH).correlation()).isLessThan(0.6);
    }
}
