package org.polyptych.bench.positions;

import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FermatSpiral;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.PositionErrors;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.ScanPattern;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/**
 * A simulated scan whose stage was not where it says: normal errors of each coordinate, Poisson noise, and as a start the
 * beam at a wrong distance from the focus.
 *
 * @param frame side of a frame in pixels
 * @param pattern where the stage says that the frames are
 * @param span of the pattern in pixels
 * @param error standard deviation of each coordinate, in pixels
 * @param object as {@link TestObjects} reads it
 * @param probe the beam, as {@link TestProbes} reads it
 * @param start the beam to start from
 * @param counts a frame
 * @param seed of object, raster, errors and noise
 */
record WrongStage(
        int frame,
        ScanPattern pattern,
        double span,
        double error,
        String object,
        String probe,
        String start,
        double counts,
        long seed) {
    private static final double PIXEL = 1e-8;
    private static final double STEP = 6;

    /** The first scan of {@code docs/positions.md}: a jittered raster under a zone plate's beam. */
    static WrongStage usual(int across, double error, String object) {
        return new WrongStage(
                64,
                new JitteredRaster(Raster.square(across, STEP), 1.5),
                (across - 1) * STEP,
                error,
                object,
                "zoneplate:defocus=50",
                "zoneplate:defocus=65",
                1e6,
                1);
    }

    /** The second, of another kind: a drawing on a spiral under the astigmatic beam of crossed Laue lenses. */
    static WrongStage spiral(int frames, double error, String object) {
        FermatSpiral spiral = new FermatSpiral(frames, STEP);
        return new WrongStage(
                64,
                spiral,
                2 * spiral.growth() * Math.sqrt(frames),
                error,
                object,
                "mll:defocusY=50,defocusX=75",
                "mll:defocusY=60,defocusX=90",
                1e6,
                7);
    }

    Scan scan() {
        XrayGeometry geometry = new XrayGeometry(frame, frame, PIXEL, PIXEL, 10_000, 1);
        Positions nominal = pattern.positions(geometry, seed);
        Positions real = PositionErrors.of(nominal, geometry, error, seed);
        int side = (int) Math.ceil(span + 10 * error) + frame + 8;
        ComplexImage image = TestObjects.parse(object).image(side, side, 1, seed);
        Specimen specimen = SpecimenPlacement.under(image, geometry, nominal);
        Probe beam = Probe.of(TestProbes.parse(probe).image(geometry)).withPower(counts);
        return Simulation.of(geometry, specimen, beam, real)
                .saying(nominal)
                .startingProbe(Probe.of(TestProbes.parse(start).image(geometry)).withPower(counts))
                .noise(NoiseSpec.parse("poisson:perframe=" + counts))
                .seed(seed)
                .run();
    }
}
