package org.polyptych.physics.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class NoiseTest {
    private static final int PIXELS = 200_000;

    /** Mean and variance of many pixels of one clean intensity, in a scan whose brightest pixel is 400. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "poisson:peak=100; 20; 5; 5",
                "poisson:perframe=500; 20; 10; 10",
                "poisson:alpha=100; 20; 20; 80",
                "poisson:dose=0.02; 20; 40; 40",
                "gaussian:sigma=3; 400; 400; 9",
                "mixed:alpha=100,sigma=3; 200; 200; 809",
                "none; 20; 20; 0"
            })
    void meanAndVarianceAreThoseOfTheNoise(String spec, float clean, double mean, double variance) {
        Exposure exposure = new Exposure(400, 1000, 500, 5e-16);
        float[] frame = new float[PIXELS];
        Arrays.fill(frame, clean);
        NoiseSpec.parse(spec).add(frame, exposure, new RandomStream(4, 0));
        double sum = 0;
        double squares = 0;
        for (float v : frame) {
            sum += v - mean;
            squares += (v - mean) * (v - mean);
        }
        assertThat(sum / PIXELS).isCloseTo(0, within(5 * Math.sqrt(variance / PIXELS) + 1e-6));
        assertThat(squares / PIXELS).isCloseTo(variance, within(5 * variance * Math.sqrt(2.3 / PIXELS) + 1e-6));
    }

    @ParameterizedTest
    @ValueSource(strings = {"poisson:peak=1000", "poisson:perframe=1e6", "poisson:dose=2"})
    void theTruthPredictsTheCountsOfAScanThatIsBrighterThanItsProbe(String spec) {
        Scan clean = Some.small().run();
        Scan noisy = Some.small().noise(NoiseSpec.parse(spec)).run();
        double brighter = noisy.truth().orElseThrow().probe().power()
                / clean.truth().orElseThrow().probe().power();
        double expected = 0;
        double seen = 0;
        for (int j = 0; j < 25; j++) {
            expected += brighter * Some.total(Some.counts(clean, j));
            seen += Some.total(Some.counts(noisy, j));
        }
        assertThat(seen).isCloseTo(expected, within(5 * Math.sqrt(expected)));
    }

    /** 15 nm x 15 nm a frame: 22,500 square angstroms. */
    @Test
    void aDoseIsWhatTheBeamBringsToTheAreaThatAFrameStandsFor() {
        Scan scan = Some.small().noise(new Noise.PoissonDose(0.5)).run();
        assertThat(scan.truth().orElseThrow().probe().power()).isCloseTo(11250, within(0.1));
    }

    @Test
    void aDoseOnALineIsRefused() {
        XrayGeometry geometry = Some.geometry(16, 16);
        Positions line = new Raster(1, 5, 3, 3).positions(geometry);
        Specimen specimen = SpecimenPlacement.under(Some.image(40, 40), geometry, line);
        Simulation simulation =
                Simulation.of(geometry, specimen, Some.probe(16, 16, 1), line).noise(new Noise.PoissonDose(1));
        assertThatThrownBy(simulation::run)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("dose");
    }

    @Test
    void thinnedCountsAreThoseOfAShorterExposure() {
        Exposure counted = new Exposure(100, 4000, Double.NaN, Double.NaN);
        float[] frame = new float[PIXELS];
        RandomStream random = new RandomStream(4, 1);
        for (int i = 0; i < PIXELS; i++) {
            // as amplitudes give them back
            float amplitude = (float) Math.sqrt(random.poisson(50));
            frame[i] = amplitude * amplitude;
        }
        new Noise.Thinning(400).add(frame, counted, random);
        double sum = 0;
        double squares = 0;
        for (float v : frame) {
            sum += v - 5;
            squares += (v - 5) * (v - 5);
        }
        assertThat(sum / PIXELS).isCloseTo(0, within(5 * Math.sqrt(5.0 / PIXELS)));
        assertThat(squares / PIXELS).isCloseTo(5, within(5 * Math.sqrt(55.0 / PIXELS)));
    }

    @Test
    void onlyCountsCanBeThinnedAndNotToMoreThanThereAre() {
        Exposure counted = new Exposure(100, 4000, Double.NaN, Double.NaN);
        RandomStream random = new RandomStream(1, 1);
        assertThatThrownBy(() -> new Noise.Thinning(400).add(new float[] {3.5f}, counted, random))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("whole counts");
        assertThatThrownBy(() -> new Noise.Thinning(5000).brightening(counted))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("4000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "poisson:peak=10.0",
                "poisson:alpha=10.0",
                "poisson:perframe=100000.0",
                "poisson:dose=0.1",
                "thin:mean=1000.0",
                "gaussian:sigma=100.0",
                "mixed:alpha=10.0,sigma=100.0"
            })
    void noiseIsWrittenAsItIsRead(String spec) {
        assertThat(NoiseSpec.write(NoiseSpec.parse(spec))).isEqualTo(spec);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "poison:peak=1; did you mean 'poisson'",
                "poisson; exactly one of",
                "poisson:peak=1,dose=2; exactly one of",
                "poisson:peek=1; did you mean 'peak'",
                "poisson:peak=-1; larger than 0, got '-1'",
                "poisson:peak=NaN; larger than 0",
                "poisson:peak=Infinity; larger than 0",
                "poisson:peak=many; got 'many'",
                "poisson:peak; got ''",
                "gaussian; sigma=NUMBER is missing",
                "mixed:alpha=3; sigma=NUMBER is missing",
                "gaussian:sigma=1,sigma=2; said twice",
                "gaussian:sigma=1,; unknown key ''",
                "none:peak=1; unknown key 'peak'",
                "thin:mean=0; larger than 0"
            })
    void otherTextIsRefusedInOneLine(String spec, String message) {
        assertThatThrownBy(() -> NoiseSpec.parse(spec))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    /** A start that is the truth stays the truth, however many counts the noise says there are. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "poisson:peak=10",
                "poisson:alpha=10",
                "poisson:perframe=1e5",
                "poisson:dose=0.1",
                "gaussian:sigma=2",
                "mixed:alpha=10,sigma=2"
            })
    void theProbeToStartFromIsScaledLikeTheTrueOne(String spec) {
        Scan scan = Some.small()
                .startingProbe(Some.probe(16, 16, 1))
                .noise(NoiseSpec.parse(spec))
                .run();
        assertThat(scan.probe().orElseThrow().mode(0).re())
                .isEqualTo(scan.truth().orElseThrow().probe().mode(0).re());
    }

    @Test
    void aShorterExposureHasAWeakerProbeToStartFrom() {
        Scan full = Some.small()
                .startingProbe(Some.probe(16, 16, 1))
                .noise(new Noise.PoissonPerFrame(1e5))
                .run();
        Scan thin;
        try (Parallel parallel = new Parallel(1)) {
            thin = ShorterExposure.of(full, new Noise.Thinning(1e3), 2, parallel);
        }
        double start = thin.probe().orElseThrow().power();
        assertThat(start).isCloseTo(thin.truth().orElseThrow().probe().power(), within(1e-5 * start));
        assertThat(start / full.probe().orElseThrow().power()).isCloseTo(0.01, within(1e-4));
    }

    /** Finding it out takes long for a scan of very many frames. */
    @Test
    void onlyADoseAsksForTheAreaOfAFrame() {
        float[][] frames = {{1, 2}};
        assertThat(Some.small()
                        .noise(new Noise.PoissonPerFrame(10))
                        .exposure(frames)
                        .areaPerFrame())
                .isNaN();
        assertThat(Some.small()
                        .noise(new Noise.PoissonDose(10))
                        .exposure(frames)
                        .areaPerFrame())
                .isCloseTo(9 * Some.PIXEL * Some.PIXEL, within(1e-20));
    }
}
