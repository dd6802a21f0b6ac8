package org.polyptych.neural.ptychopinn;

import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.patterns.AlikeScans;
import org.polyptych.neural.patterns.PatternPreparation;
import org.polyptych.neural.ptychonn.LabelledScan;
import org.polyptych.neural.ptychonn.LitDisc;
import org.polyptych.neural.train.TrainingData;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/** What settings and data make of a training. All frames are looked at once. */
final class Lessons {
    private Lessons() {}

    /**
     * From patterns alone.
     *
     * @param trainer its name, for messages and files
     * @param typed its settings
     * @param settings what they mean
     * @throws BadInputException if the data do not serve
     */
    static PtychoPinnTrainer.Lesson byPatterns(
            String trainer, Record typed, PtychoPinnTraining settings, TrainingData data, long seed) {
        List<Scan> scans = scans(trainer, data);
        int side = scans.getFirst().frames().rows();
        Beam beam = settings.beam();
        PtychoPinn.Settings network = settings.build()
                .network(trainer, settings.learn(), settings.rule().group(), settings.shared(), side);
        PatternPreparation preparation = settings.build().preparation(side);
        List<PatternScan> taught = scans.stream()
                .map(scan -> new PatternScan(scan, preparation, beam.probe().of(scan, trainer, beam.modes())))
                .toList();
        LitDisc disc = withinPatch(LitDisc.radius(taught.getFirst().probe()), side);
        Samples samples = Samples.of(
                trainer,
                taught,
                scans.stream().map(Scan::source).toList(),
                settings.teaching().validation(),
                disc.side(),
                side / 2.0,
                settings.rule(),
                seed);
        return new PtychoPinnTrainer.Lesson(
                trainer,
                typed,
                network,
                settings.teaching(),
                settings.unit().scaleRate(),
                beam.probeRate(),
                samples,
                new Diffraction(taught, settings.shift(), settings.weights(), settings.agree(), beam.probeMask()),
                settings.unit().headroom(),
                PtychoPinnModel.facts(
                        scans.getFirst().geometry(),
                        network,
                        preparation,
                        settings.rule().grouping(),
                        disc.radius()));
    }

    /**
     * From known objects.
     *
     * @throws BadInputException if the data do not serve
     */
    static PtychoPinnTrainer.Lesson byLabels(String trainer, OverlapsTraining settings, TrainingData data, long seed) {
        List<Scan> scans = scans(trainer, data);
        Scan first = scans.getFirst();
        Geometry geometry = first.geometry();
        int side = first.frames().rows();
        PtychoPinn.Settings network = settings.build()
                .network(trainer, settings.learn(), settings.rule().group(), settings.shared(), side);
        PatternPreparation preparation = settings.build().preparation(side);
        if (settings.radius() > side / 4.0) {
            throw new BadInputException(trainer + ".radius must be at most a quarter of a frame's side, " + side / 4.0
                    + " pixels, got " + settings.radius());
        }
        double radius =
                settings.radius() > 0 ? settings.radius() : LitDisc.of(first).radius();
        LitDisc disc = withinPatch(radius, side);
        List<LabelledScan> taught = data.scans().stream()
                .map(labelled -> new LabelledScan(labelled, disc, preparation))
                .toList();
        Samples samples = Samples.of(
                trainer,
                taught,
                scans.stream().map(Scan::source).toList(),
                settings.teaching().validation(),
                disc.side(),
                side / 2.0,
                settings.rule(),
                seed);
        double unit = 2 * meanOfGreatest(taught, samples.training());
        Probe probe = ProbeStart.AUTO.of(first, trainer, 0);
        ConstraintMap map = settings.merged() ? new ConstraintMap(settings.shift(), side / 2, side) : null;
        return new PtychoPinnTrainer.Lesson(
                trainer,
                settings,
                network,
                settings.teaching(),
                0,
                0,
                samples,
                new Labels(taught, settings.learn(), disc, probe, unit, map),
                unit,
                PtychoPinnModel.facts(
                        geometry, network, preparation, settings.rule().grouping(), disc.radius()));
    }

    private static List<Scan> scans(String trainer, TrainingData data) {
        if (data.scans().isEmpty()) {
            throw new BadInputException(trainer + " learns from scans: name at least one");
        }
        List<Scan> scans =
                data.scans().stream().map(TrainingData.Labelled::scan).toList();
        AlikeScans.require(trainer, scans);
        return scans;
    }

    /** The network says nothing beyond a patch of half a pattern's side. */
    private static LitDisc withinPatch(double radius, int side) {
        return LitDisc.of(Math.min(radius, side / 4.0), side);
    }

    private static double meanOfGreatest(List<LabelledScan> scans, List<Sample> some) {
        return some.stream()
                .mapToDouble(sample -> scans.get(sample.scan()).greatest(sample.frames()[0]))
                .average()
                .orElseThrow();
    }
}
