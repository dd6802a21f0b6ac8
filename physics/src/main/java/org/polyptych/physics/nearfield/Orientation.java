package org.polyptych.physics.nearfield;

import java.util.ArrayList;
import java.util.List;

/** Which of the 8 flips and exchanges of the positions makes frames move against them, as they must. */
final class Orientation {
    private Orientation() {}

    /**
     * The settings that change the positions so that shift = -M move, as nearly as any of the 8 does.
     *
     * @param matrix {yy, yx, xy, xx} with shift = matrix move
     * @param turned filled with the matrix for the changed positions
     * @return empty if nothing is to be changed
     */
    static String of(double[] matrix, double[] turned) {
        String best = "";
        double bestScore = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < 8; k++) {
            boolean swap = (k & 4) != 0;
            double signY = (k & 2) != 0 ? -1 : 1;
            double signX = (k & 1) != 0 ? -1 : 1;
            // the changed move is (signY, signX) times the move, exchanged before
            double yy = signY * (swap ? matrix[1] : matrix[0]);
            double yx = signX * (swap ? matrix[0] : matrix[1]);
            double xy = signY * (swap ? matrix[3] : matrix[2]);
            double xx = signX * (swap ? matrix[2] : matrix[3]);
            double score = -(yy + xx);
            if (score > bestScore) {
                bestScore = score;
                turned[0] = yy;
                turned[1] = yx;
                turned[2] = xy;
                turned[3] = xx;
                best = settings(swap, signY < 0, signX < 0);
            }
        }
        return best;
    }

    private static String settings(boolean swap, boolean flipY, boolean flipX) {
        List<String> settings = new ArrayList<>();
        if (swap) {
            settings.add("file.swap=true");
        }
        if (flipY) {
            settings.add("file.flipY=true");
        }
        if (flipX) {
            settings.add("file.flipX=true");
        }
        return String.join(" and ", settings);
    }
}
