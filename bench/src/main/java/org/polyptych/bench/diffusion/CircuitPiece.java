package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;

/** A drawn circuit to be tested with, other than those to learn from ({@link Subject#CIRCUITS}). */
record CircuitPiece(int number) implements Piece {
    private static final long SEEDS = 1000;

    @Override
    public Subject subject() {
        return Subject.CIRCUITS;
    }

    @Override
    public ComplexImage load(Path data) {
        return Subject.circuit(TestPatch.SIDE, TestPatch.SIDE, SEEDS + number);
    }
}
