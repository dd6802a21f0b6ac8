package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;

/** The middle of a left half: nothing to be tested with, but what is scanned where only positions, probe and counts matter. */
record LeftPatch() implements Piece {
    @Override
    public int number() {
        return 0;
    }

    @Override
    public Subject subject() {
        return Subject.CELLS;
    }

    @Override
    public ComplexImage load(Path data) {
        ComplexImage left = Subject.CELLS.lesson(data, 0);
        return left.crop(
                (left.rows() - TestPatch.SIDE) / 2,
                (left.columns() - TestPatch.SIDE) / 2,
                TestPatch.SIDE,
                TestPatch.SIDE);
    }
}
