package org.polyptych.engines;

import java.util.Optional;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Resampled;
import org.polyptych.physics.Specimen;

/**
 * The state of an engine that works on coarser pixels, as it looks on those of the scan.
 *
 * @param fine the problem on the pixels of the scan
 */
record FinerState(EngineState coarse, Problem fine) implements EngineState {
    @Override
    public int completed() {
        return coarse.completed();
    }

    @Override
    public Specimen specimen() {
        return Resampled.specimen(coarse.specimen(), fine.specimen());
    }

    @Override
    public Probe probe() {
        return fine.settings().probe().known()
                ? fine.probe().copy()
                : Resampled.probe(
                        coarse.probe(), fine.probe().rows(), fine.probe().columns());
    }

    @Override
    public Optional<Descan> descan(Positions said) {
        return coarse.descan(said);
    }

    @Override
    public Optional<RealImage> deviation() {
        return coarse.deviation().map(this::resampled);
    }

    private RealImage resampled(RealImage image) {
        Specimen own = coarse.specimen();
        Specimen placed = Specimen.of(
                new ComplexImage(image.rows(), image.columns(), image.values(), new float[image.size()]),
                own.pixelHeight(),
                own.pixelWidth(),
                own.centreY(),
                own.centreX());
        ComplexImage finer = Resampled.specimen(placed, fine.specimen()).image();
        RealImage found = RealImage.zeros(finer.rows(), finer.columns());
        for (int i = 0; i < found.size(); i++) {
            // what is interpolated may swing below 0
            found.values()[i] = Math.max(0, finer.re()[i]);
        }
        return found;
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        coarse.revise(revision);
    }

    @Override
    public Snapshot save() {
        return coarse.save();
    }

    @Override
    public void restore(Snapshot snapshot) {
        coarse.restore(snapshot);
    }

    @Override
    public void close() {
        coarse.close();
    }
}
