package org.polyptych.bench.geometry;

import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Defocus;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.NearField;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/**
 * A simulated scan that says something wrong of its geometry. Frames of 64 x 64 pixels of 10 nm on a jittered raster of 6
 * pixels, 1e6 counts a frame with Poisson noise; a random field in amplitude and phase. Far field: a zone plate's
 * beam 50 um behind the focus. Near field: the same beam behind a diffuser, magnified 300 times.
 */
enum WrongGeometry {
    /** The starting probe, taken for known, is in another plane: the error is a share of its 50 um behind the focus. */
    DEFOCUS,
    /** The same with a probe that is worked on as well. */
    DEFOCUS_OF_A_FREE_PROBE,
    /** The detector is said to be at another distance. */
    FAR_DISTANCE,
    /** The same, by which waves are propagated too far or not far enough. */
    NEAR_DISTANCE;

    private static final int FRAME = 64;
    private static final double PIXEL = 1e-8;
    private static final double COUNTS = 1e6;
    private static final double BEHIND_FOCUS = 50e-6;
    private static final double MAGNIFICATION = 300;
    /** Square of a pixel over wavelength and distance. */
    private static final double FRESNEL = 0.05;

    boolean ofProbe() {
        return this == DEFOCUS || this == DEFOCUS_OF_A_FREE_PROBE;
    }

    private XrayGeometry geometry() {
        XrayGeometry far = new XrayGeometry(FRAME, FRAME, PIXEL, PIXEL, 10_000, 1);
        double m = MAGNIFICATION;
        return this == NEAR_DISTANCE
                ? XrayGeometry.near(
                        FRAME,
                        FRAME,
                        m * PIXEL,
                        m * PIXEL,
                        10_000,
                        m * PIXEL * PIXEL / (far.wavelength() * FRESNEL),
                        new NearField(m))
                : far;
    }

    /** The scan as it was taken, with {@code across} frames in a line, and lines. */
    private Scan right(int across) {
        XrayGeometry geometry = geometry();
        Positions positions = new JitteredRaster(Raster.square(across, 6), 1.5).positions(geometry, 1);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        int side = Math.max(needed[0], needed[1]) + 40;
        ComplexImage image = TestObjects.parse("grf:phase=tanh").image(side, side, 1, 1);
        Specimen specimen = SpecimenPlacement.under(image, geometry, positions);
        Probe probe = probe(geometry);
        return Simulation.of(geometry, specimen, probe, positions)
                .startingProbe(probe)
                .noise(NoiseSpec.parse("poisson:perframe=" + COUNTS))
                .seed(1)
                .run();
    }

    private Probe probe(XrayGeometry geometry) {
        ComplexImage beam =
                TestProbes.parse("zoneplate:defocus=50").image(new XrayGeometry(FRAME, FRAME, PIXEL, PIXEL, 10_000, 1));
        if (geometry.near().isPresent()) {
            ComplexImage diffuser = TestObjects.parse("grf:phase=tanh").image(FRAME, FRAME, 1, 9);
            for (int i = 0; i < beam.size(); i++) {
                float re = beam.re()[i];
                float im = beam.im()[i];
                beam.re()[i] = re * diffuser.re()[i] - im * diffuser.im()[i];
                beam.im()[i] = re * diffuser.im()[i] + im * diffuser.re()[i];
            }
        }
        return Probe.of(beam).withPower(COUNTS);
    }

    /** How far the probe that is said is from its plane, in metres. */
    double off(double error) {
        return error * BEHIND_FOCUS;
    }

    /**
     * The scan as it is said.
     *
     * @param error relative: 0.02 is 2 %
     */
    Scan said(int across, double error) {
        Scan scan = right(across);
        Geometry geometry = scan.geometry();
        Probe truth = scan.truth().orElseThrow().probe();
        Optional<Probe> probe = Optional.of(
                ofProbe()
                        ? new Defocus(truth, geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength())
                                .at(off(error))
                        : truth);
        return new Scan(
                scan.name(),
                scan.source(),
                ofProbe() ? geometry : geometry.atDistance(1 + error),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                probe,
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }

    /** What is left of the error, in the same measure. */
    double left(double error, double said, double found) {
        return ofProbe() ? (off(error) + found) / BEHIND_FOCUS : found / said * (1 + error) - 1;
    }
}
