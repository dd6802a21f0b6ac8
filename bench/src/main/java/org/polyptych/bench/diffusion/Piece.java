package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import org.polyptych.core.ComplexImage;

/** What is scanned: an object of 128 x 128 pixels. All but {@link LeftPatch} are such that nothing was taught with. */
sealed interface Piece permits TestPatch, CircuitPiece, LeftPatch {
    /** From 0, among its kind. */
    int number();

    /** What kind of object it is of. */
    Subject subject();

    /** @param data the folder of the test data */
    ComplexImage load(Path data);
}
