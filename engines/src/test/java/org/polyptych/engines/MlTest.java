package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;

class MlTest {
    /** Far from the answer: noise on every pixel. */
    private static Specimen noise(Scan scan) {
        Specimen start = scan.truth().orElseThrow().specimen().copy();
        RandomStream random = new RandomStream(4, 0);
        for (int i = 0; i < start.image().size(); i++) {
            start.image().re()[i] = (float) random.gaussian();
            start.image().im()[i] = (float) random.gaussian();
        }
        return start;
    }

    private static Result run(Scan scan, Optional<Specimen> start, int iterations, String... settings) {
        return Reconstruction.with("ml", SomeSettings.of(settings), iterations, 5, 2)
                .run(scan, Optional.empty(), start, Observer.NONE, () -> false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ml.likelihood=gaussian",
                "ml.likelihood=poisson",
                "ml.likelihood=euclidean",
                "ml.likelihood=gaussian ml.floating=true",
                "ml.likelihood=poisson ml.floating=true",
                "ml.likelihood=euclidean ml.floating=true",
                "ml.likelihood=poisson ml.smooth=0.1",
                "ml.likelihood=poisson object.slices=2 object.sliceSpacing=1e-5",
                "ml.likelihood=euclidean ml.floating=true object.slices=3 object.sliceSpacing=1e-5 object.tiltY=0.003",
                "ml.likelihood=euclidean ml.alpha=1 ml.probeScale=100",
                "ml.likelihood=poisson ml.floor=0.0001 positions.round=true"
            })
    void theLossNeverRises(String settings) {
        Scan scan = SimulatedScan.wellPosed().subPixel().noisy().counts(2000).scan();
        double[] losses =
                run(scan, Optional.of(noise(scan)), 30, settings.split(" ")).losses();
        for (int k = 1; k < losses.length; k++) {
            assertThat(losses[k]).as("iteration %d", k + 1).isLessThanOrEqualTo(losses[k - 1]);
        }
        assertThat(losses[29]).isLessThan(0.9 * losses[0]);
    }

    @Test
    void floatingIntensitiesUndoABeamThatFlickers() {
        Scan steady = SimulatedScan.wellPosed().scan();
        float[][] frames = ChangedScan.of(steady).copiedFrames();
        RandomStream random = new RandomStream(6, 0);
        for (float[] frame : frames) {
            float amplitude = (float) (0.7 + 0.6 * random.uniform());
            for (int i = 0; i < frame.length; i++) {
                frame[i] *= amplitude;
            }
        }
        Scan flickering = ChangedScan.of(steady).frames(frames).scan();
        assertThat(error(flickering, "ml.floating=true")).isLessThan(0.02);
        assertThat(error(flickering, "ml.floating=false")).isGreaterThan(0.05);
    }

    private static double error(Scan scan, String floating) {
        Result result = run(scan, Optional.empty(), 100, "ml.likelihood=euclidean", "probe.known=true", floating);
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void theRegulariserMakesTheObjectSmoother() {
        Scan scan = SimulatedScan.wellPosed().noisy().counts(500).scan();
        double rough = roughness(run(scan, Optional.empty(), 40, "probe.known=true"));
        double smooth = roughness(run(scan, Optional.empty(), 40, "probe.known=true", "ml.smooth=1"));
        assertThat(smooth).isLessThan(0.7 * rough);
    }

    /** Sum over neighbours in a row, in the scanned middle. */
    private static double roughness(Result result) {
        ComplexImage image = result.specimen().image().crop(20, 20, 28, 28);
        double sum = 0;
        for (int i = 1; i < image.size(); i++) {
            if (i % image.columns() != 0) {
                sum += Math.hypot(image.re()[i] - image.re()[i - 1], image.im()[i] - image.im()[i - 1]);
            }
        }
        return sum;
    }
}
