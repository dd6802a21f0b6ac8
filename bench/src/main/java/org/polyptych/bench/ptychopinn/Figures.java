package org.polyptych.bench.ptychopinn;

import java.util.Locale;
import java.util.Map;
import org.polyptych.bench.cells.CellResult;

/** The figures of protocol {@code ptychopinn} as cells of a table's row. */
final class Figures {
    static final String AMPLITUDE = "object.amplitude";
    static final String PHASE = "object.phase";
    static final String PLANE = "object.phase.plane_removed";

    /** From MAX 255 to MAX 1, in dB. */
    static final double MAX_ONE = 20 * Math.log10(255);

    private Figures() {}

    /**
     * MAE, PSNR with MAX 255 and with MAX 1, SSIM, FRC50.
     *
     * @param of one of the keys above
     */
    static String of(CellResult result, String of) {
        if (result.failed()) {
            return result.failure() + " | | | ";
        }
        Map<String, Double> s = result.scores();
        double psnr = s.getOrDefault(of + ".psnr", Double.NaN);
        if (!Double.isFinite(psnr)) {
            // both are real
            return "- | - | | -";
        }
        Double similarity = s.get(of + ".ssim");
        return String.format(
                Locale.ROOT,
                "%.4f | %.1f / %.1f | %s | %.0f",
                s.getOrDefault(of + ".mae", Double.NaN),
                psnr,
                psnr - MAX_ONE,
                similarity == null ? "" : String.format(Locale.ROOT, "%.3f", similarity),
                s.getOrDefault(of + ".frc50", Double.NaN));
    }
}
