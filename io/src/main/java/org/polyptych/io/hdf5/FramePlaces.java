package org.polyptych.io.hdf5;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the frames of a dataset [frame, y, x] lie, so that several threads can read at once, which the library does not
 * let them: in the file itself, behind a link in another one, or, of a virtual dataset, in several.
 *
 * @param rows of a frame
 * @param columns of a frame
 * @param pieces files with frames in them
 * @param piece of each frame, its piece; null if all lie in the first, one after the other
 * @param inPiece of each frame, which one of its piece it is
 */
public record FramePlaces(int rows, int columns, List<Piece> pieces, int[] piece, int[] inPiece) {
    /** Frames in one file. */
    public record Piece(Path file, FrameLayout layout) {}

    /** All in one file. */
    static FramePlaces of(int rows, int columns, Piece piece) {
        return new FramePlaces(rows, columns, List.of(piece), null, null);
    }

    /** The piece in which frame j lies. */
    public int pieceOf(int j) {
        return piece == null ? 0 : piece[j];
    }

    /** Which frame of its piece frame j is. */
    public int inPieceOf(int j) {
        return inPiece == null ? j : inPiece[j];
    }

    /** Of all numbers; pieces are alike in this. */
    public NumberForm form() {
        return pieces.getFirst().layout().form();
    }

    /** Bytes of a frame as it was before it was written. */
    public int frameBytes() {
        return rows * columns * form().bytes();
    }
}
