package org.polyptych.engines;

import java.util.Optional;
import java.util.function.Consumer;
import org.polyptych.core.RealImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.refine.GeometryRefinement;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/** The state of an engine whose pixels have been found to be of another size than it works with, as it lies in metres. */
record InMetres(EngineState inner, GeometryRefinement geometry) implements EngineState {
    @Override
    public int completed() {
        return inner.completed();
    }

    @Override
    public Specimen specimen() {
        return geometry.inMetres(inner.specimen());
    }

    @Override
    public Probe probe() {
        return inner.probe();
    }

    @Override
    public Conditions conditions(Conditions start) {
        return inner.conditions(start);
    }

    @Override
    public Optional<double[]> intensities() {
        return inner.intensities();
    }

    @Override
    public Optional<Snapshot> representation() {
        return inner.representation();
    }

    @Override
    public Optional<Descan> descan(Positions said) {
        return inner.descan(said);
    }

    @Override
    public Optional<RealImage> deviation() {
        return inner.deviation();
    }

    @Override
    public void revise(Consumer<Estimate> revision) {
        inner.revise(revision);
    }

    @Override
    public Snapshot save() {
        return inner.save();
    }

    @Override
    public void restore(Snapshot snapshot) {
        inner.restore(snapshot);
    }

    @Override
    public void close() {
        inner.close();
    }
}
