package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.Comparison;

/**
 * A run of the protocol whose object is kept beside its figures, turned to the phase of the truth.
 *
 * @param patch the run
 * @param folder where the object is kept
 */
record ImageTask(PatchTask patch, Path folder) implements SeededTask {
    @Override
    public String id() {
        return "panel-" + patch.id();
    }

    @Override
    public Recipe recipe() {
        return patch.recipe();
    }

    @Override
    public long seed() {
        return patch.seed();
    }

    @Override
    public void check() {
        patch.check();
    }

    @Override
    public CellResult run() {
        Scan scan = patch.scan();
        Scan.Truth truth = scan.truth().orElseThrow();
        Result result = patch.found(scan);
        Comparison comparison = Comparison.of(result, truth);
        ComplexImage found = comparison.found().copy();
        Deviation.turn(found, comparison.truth(), comparison.lit());
        CellResult scored = patch.scored(this, result, truth);
        NpyFile.write(image(), NpyArray.of(new ComplexImage[] {found}));
        return scored;
    }

    Path image() {
        return folder.resolve(id() + ".npy");
    }

    /** What was found. */
    ComplexImage read() {
        return NpyFile.read(image()).complexImages()[0];
    }
}
