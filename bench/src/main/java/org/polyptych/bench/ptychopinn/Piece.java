package org.polyptych.bench.ptychopinn;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.CxiFile;
import org.polyptych.io.HowMade;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.PositionErrors;
import org.polyptych.physics.simulation.ProbeDrift;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.probes.Disc;

/**
 * A part of an object under a raster.
 *
 * @param name of a file
 * @param seed of object and noise
 * @param cut of the image: top, left, rows, columns; the scan lies in its middle
 * @param rows of frames
 * @param columns of frames
 */
record Piece(String name, Design design, Field field, long seed, Cut cut, int rows, int columns) {
    /** The golden ratio's share: sines of so many waves a frame come to no frame twice. */
    private static final double GOLDEN = 0.381966011250105;

    /** A rectangle of an image in pixels. */
    record Cut(int top, int left, int rows, int columns) {}

    /** To learn from, and as the last one that which judges. */
    static List<Piece> toLearn(Design design, Field field) {
        List<Piece> pieces = new ArrayList<>();
        if (field == Field.LARGE) {
            pieces.add(learned(design));
            pieces.add(large("judge", design, new Cut(820, 0, 204, 512), design.judge()));
            return pieces;
        }
        for (long seed = 1; seed <= design.objects(); seed++) {
            pieces.add(drawn(String.valueOf(seed), design, field, seed, design.learn()));
        }
        pieces.add(drawn("judge", design, field, design.objects() + 1, design.judge()));
        return pieces;
    }

    /** That of the large features, from which is learned. */
    static Piece learned(Design design) {
        return large("learn", design, new Cut(0, 0, 820, 512), 3 * design.learn());
    }

    /** Scored at several times of a training. */
    static Piece look(Design design, Field field) {
        return field == Field.LARGE
                ? large("look", design, new Cut(0, 512, 1024, 512), design.look())
                : drawn("look", design, field, Design.LOOK, design.look());
    }

    /** Scored at the end. */
    static Piece test(Design design, Field field) {
        return field == Field.LARGE
                ? large("test", design, new Cut(0, 512, 1024, 512), design.test())
                : drawn("test", design, field, Design.TEST, design.test());
    }

    private static Piece drawn(String name, Design design, Field field, long seed, int frames) {
        Cut whole = new Cut(0, 0, design.object(), design.object());
        return new Piece(name, design, field, seed, whole, frames, frames);
    }

    /** As many frames as find room, at most so many an axis. */
    private static Piece large(String name, Design design, Cut cut, int most) {
        int rows = Math.min(most, (cut.rows() - design.frame()) / design.step() + 1);
        int columns = Math.min(most, (cut.columns() - design.frame()) / design.step() + 1);
        return new Piece(name, design, Field.LARGE, 1, cut, rows, columns);
    }

    /** Names it among those of all fields. */
    String id() {
        return field.id() + "-" + name;
    }

    /**
     * Simulates it.
     *
     * @param data the folder of the test data
     * @param photons a frame, in the mean
     */
    Scan scan(Path data, double photons, Disturbance disturbance) {
        XrayGeometry geometry = new XrayGeometry(design.frame(), design.frame(), Design.PIXEL, Design.PIXEL, 8800, 2);
        Positions said = new Raster(rows, columns, design.step(), design.step()).positions(geometry);
        ComplexImage image = field.image(design, data, seed).crop(cut.top(), cut.left(), cut.rows(), cut.columns());
        Probe probe = Probe.of(new Disc(design.beamRadius(), 1).image(geometry));
        Positions real = disturbance.stage() > 0 ? PositionErrors.of(said, geometry, disturbance.stage(), seed) : said;
        Simulation simulation = Simulation.of(geometry, SpecimenPlacement.under(image, geometry, said), probe, real)
                .named(id(), id() + ", seed " + seed + disturbance.id())
                .startingProbe(probe)
                .noise(NoiseSpec.parse("poisson:perframe=" + photons))
                .seed(seed);
        if (disturbance.stage() > 0) {
            simulation = simulation.saying(said);
        }
        if (disturbance.beam() > 0) {
            // a sine of amplitude 1 has sigma 1 / sqrt(2)
            double range = 2 * Math.sqrt(2) * disturbance.beam();
            simulation = simulation.probeDrift(new ProbeDrift(range, 0, 0, GOLDEN * said.count()));
        }
        return simulation.run();
    }

    /** A file with it, simulated if it is not there. */
    Path file(Path folder, Path data, double photons) {
        Path file = folder.resolve(design.name() + "-" + id() + "-" + (long) photons + ".h5");
        if (!Files.exists(file)) {
            CxiFile.writePlain(file, scan(data, photons, Disturbance.NONE), HowMade.UNKNOWN);
        }
        return file;
    }
}
