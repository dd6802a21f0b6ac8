package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.MeanPatterns;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;

class NearFieldRunTest {
    private static final int SIDE = 64;

    /** A wide beam whose wave front is curved so that it magnifies 1.05 times to the right, on a weak specimen. */
    private static Scan astigmatic() {
        XrayGeometry geometry = XrayGeometry.near(SIDE, SIDE, 50e-6, 50e-6, 12_000, 0.5, new NearField(250));
        double radius = geometry.propagationDistance() / 0.05;
        ComplexImage beam = ComplexImage.zeros(SIDE, SIDE);
        for (int i = 0; i < SIDE * SIDE; i++) {
            double down = (i / SIDE - SIDE / 2) / (0.27 * SIDE);
            double right = (i % SIDE - SIDE / 2) / (0.27 * SIDE);
            double amplitude = 100 * Math.exp(-Math.pow(down * down + right * right, 2));
            double x = (i % SIDE - SIDE / 2) * geometry.pixelWidth();
            double phase = Math.PI * x * x / (geometry.wavelength() * radius);
            beam.re()[i] = (float) (amplitude * Math.cos(phase));
            beam.im()[i] = (float) (amplitude * Math.sin(phase));
        }
        Positions positions = Raster.square(8, 6).positions(geometry);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        ComplexImage image = TestObjects.parse("cells").image(needed[0], needed[1], 1, 5);
        return Simulation.of(geometry, SpecimenPlacement.under(image, geometry, positions), Probe.of(beam), positions)
                .run();
    }

    private static double likeness(ComplexImage a, ComplexImage b) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < a.size(); i++) {
            re += (double) a.re()[i] * b.re()[i] + (double) a.im()[i] * b.im()[i];
            im += (double) a.re()[i] * b.im()[i] - (double) a.im()[i] * b.re()[i];
        }
        return Math.hypot(re, im) / Math.sqrt(a.power() * b.power());
    }

    @Test
    void theProbeMadeFromTheFramesHasTheBeamsShapeAndItsCurvature() {
        Scan scan = astigmatic();
        Probe start = NearFieldProbe.of(scan);
        ComplexImage truth = scan.truth().orElseThrow().probe().mode(0);
        assertThat(start.power()).isCloseTo(truth.power(), withinPercentage(10));
        assertThat(likeness(start.mode(0), truth)).isGreaterThan(0.9);
        // the same without the curvature
        ComplexImage flat =
                ComplexImage.polar(start.mode(0).amplitude(), org.polyptych.core.RealImage.zeros(SIDE, SIDE));
        assertThat(likeness(flat, truth)).isLessThan(0.75);
    }

    @Test
    void aRunFromNothingButTheFramesPredictsThem() {
        Scan scan = astigmatic();
        Result result = Reconstruction.with("rpie", Map.of(), 20, 1, 2).run(scan, Observer.NONE);
        assertThat(result.losses()[19]).isLessThan(0.1 * result.losses()[0]);
        MeanPatterns means = MeanPatterns.of(scan, result);
        double difference = 0;
        double sum = 0;
        for (int i = 0; i < means.measured().size(); i++) {
            difference +=
                    Math.abs(means.measured().values()[i] - means.modelled().values()[i]);
            sum += means.measured().values()[i];
        }
        assertThat(difference / sum).isLessThan(0.05);
    }

    @Test
    void croppedFramesKeepTheirPixelsAndTheProbeItsMiddle() {
        Scan scan = SimulatedScan.wellPosed().near().scan();
        Scan cropped =
                Reconstruction.with("rpie", Map.of("data.crop", "16"), 1, 1, 1).prepare(scan);
        assertThat(cropped.geometry().pixelHeight()).isEqualTo(scan.geometry().pixelHeight());
        assertThat(cropped.geometry().propagationDistance())
                .isEqualTo(scan.geometry().propagationDistance());
        assertThat(cropped.probe().orElseThrow().mode(0).re()[0])
                .isEqualTo(scan.probe().orElseThrow().mode(0).re()[8 * 32 + 8]);
    }

    @Test
    void whatANearFieldCannotHaveIsRefused() {
        Scan scan = SimulatedScan.wellPosed().near().scan();
        assertThatThrownBy(() -> Reconstruction.with("rpie", Map.of("probe.centre", "true"), 1, 1, 1)
                        .begin(scan))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("probe.centre");
        // the example engine for strangers does not claim it
        assertThatThrownBy(
                        () -> Reconstruction.with("gradient", Map.of(), 1, 1, 1).begin(scan))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("engine gradient cannot do near field");
    }

    @Test
    void aCheckpointOfAnotherDistanceIsOfAnotherRun() {
        Reconstruction recipe = Reconstruction.with("rpie", Map.of(), 1, 1, 1);
        Scan near = SimulatedScan.wellPosed().near().scan();
        XrayGeometry geometry = (XrayGeometry) near.geometry();
        XrayGeometry further = new XrayGeometry(
                32,
                32,
                geometry.pixelHeight(),
                geometry.pixelWidth(),
                geometry.energyEv(),
                2 * geometry.distance(),
                geometry.near());
        Scan other = new Scan(
                near.name(),
                near.source(),
                further,
                near.frames(),
                near.mask(),
                near.positions(),
                near.probe(),
                near.specimen(),
                near.truth(),
                near.notes());
        assertThat(Reconstruction.difference(
                        recipe.identity(near, Optional.empty(), Optional.empty()),
                        recipe.identity(other, Optional.empty(), Optional.empty())))
                .isPresent()
                .get(org.assertj.core.api.InstanceOfAssertFactories.STRING)
                .contains("near field");
    }
}
