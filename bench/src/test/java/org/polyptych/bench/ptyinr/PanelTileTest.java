package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;

class PanelTileTest {
    private static final CellImages TRUTH = new CellImages(image(241, 0.2), image(64, 0.5));

    /** Amplitudes about 1 and phases about 0, each with such an error. */
    private static ComplexImage image(int side, double error) {
        ComplexImage image = ComplexImage.zeros(side, side);
        RandomStream random = new RandomStream(side, 0);
        for (int i = 0; i < image.size(); i++) {
            double amplitude = Math.exp(error * random.gaussian());
            double phase = error * random.gaussian();
            image.re()[i] = (float) (amplitude * Math.cos(phase));
            image.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        return image;
    }

    @Test
    void whatTheDataLeaveFreeIsNotSeen() {
        PanelTile truth = PanelTile.of(TRUTH, TRUTH);
        CellImages found = new CellImages(changed(TRUTH.object(), 7), changed(TRUTH.probe(), 1 / 7.0));
        PanelTile tile = PanelTile.of(found, TRUTH);

        assertThat(furthest(tile.amplitude(), truth.amplitude())).isCloseTo(0, within(1e-4));
        assertThat(furthest(tile.phase(), truth.phase())).isCloseTo(0, within(1e-2));
        assertThat(furthest(tile.probeAmplitude(), truth.probeAmplitude())).isCloseTo(0, within(1e-4));
        assertThat(furthest(tile.probePhase(), truth.probePhase())).isCloseTo(0, within(1e-2));
    }

    @Test
    void aWrongPixelIsSeen() {
        ComplexImage wrong = TRUTH.object().copy();
        int middle = 120 * 241 + 120;
        wrong.re()[middle] *= 2;
        wrong.im()[middle] *= 2;

        PanelTile truth = PanelTile.of(TRUTH, TRUTH);
        PanelTile tile = PanelTile.of(new CellImages(wrong, TRUTH.probe()), TRUTH);

        assertThat(tile.amplitude().at(90, 90)).isCloseTo(2 * truth.amplitude().at(90, 90), within(1e-3f));
    }

    /** Brighter by a factor, with another global phase and a ramp. */
    private static ComplexImage changed(ComplexImage image, double factor) {
        ComplexImage changed = image.copy();
        for (int i = 0; i < image.size(); i++) {
            double phase = 0.4 + 0.01 * (i / image.columns()) - 0.02 * (i % image.columns());
            double re = factor * Math.cos(phase);
            double im = factor * Math.sin(phase);
            changed.re()[i] = (float) (image.re()[i] * re - image.im()[i] * im);
            changed.im()[i] = (float) (image.re()[i] * im + image.im()[i] * re);
        }
        return changed;
    }

    private static double furthest(RealImage a, RealImage b) {
        double furthest = 0;
        for (int i = 0; i < a.size(); i++) {
            furthest = Math.max(furthest, Math.abs(a.values()[i] - b.values()[i]));
        }
        return furthest;
    }
}
