package org.polyptych.bench;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Result;

/** Whether two results are the same to the last bit, but for what the clock says. */
final class SameBits {
    private SameBits() {}

    /** Object, probe, positions, illumination and losses. */
    static boolean in(Result a, Result b) {
        return same(a.specimen().image(), b.specimen().image())
                && sameProbe(a, b)
                && Arrays.equals(a.positions().y(), b.positions().y())
                && Arrays.equals(a.positions().x(), b.positions().x())
                && same(a.illumination().values(), b.illumination().values())
                && Arrays.equals(a.losses(), b.losses())
                && a.provenance().iterations() == b.provenance().iterations();
    }

    private static boolean sameProbe(Result a, Result b) {
        if (a.probe().modes() != b.probe().modes()) {
            return false;
        }
        for (int m = 0; m < a.probe().modes(); m++) {
            if (!same(a.probe().mode(m), b.probe().mode(m))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(ComplexImage a, ComplexImage b) {
        return a.rows() == b.rows() && same(a.re(), b.re()) && same(a.im(), b.im());
    }

    private static boolean same(float[] a, float[] b) {
        return Arrays.equals(a, b);
    }
}
