package org.polyptych.bench.ptychopinn;

import java.util.Map;

/** Tables 2 and 3 of the paper and its ablation: MAE, PSNR with MAX 255, FRC50. */
final class Published {
    private static final Map<String, String> AMPLITUDE = Map.of(
            "lines-ptychonn", ".201 | 59.6 / 11.5 | | 22",
            "lines-pinn", ".195 | 59.7 / 11.6 | | 22",
            "lines-overlaps", ".0755 | 68.6 / 20.5 | | 65.8",
            "lines-ptychopinn", ".0473 | 72.6 / 24.5 | | 165.4",
            "grf-ptychonn", ".0153 | 82.4 / 34.3 | | 65",
            "grf-ptychopinn", ".00507 | 91.9 / 43.8 | | 171.3",
            "large-ptychonn", ".0038 | 92.9 / 44.8 | | 34",
            "large-ptychopinn", ".00303 | 95.0 / 46.9 | | 38.7");

    private static final Map<String, String> PHASE = Map.of(
            "grf-ptychonn", ".0335 | 75.6 / 27.5 | | 64",
            "grf-ptychopinn", ".0109 | 85.2 / 37.1 | | 171.5",
            "large-ptychonn", ".219 | 56.7 / 8.6 | | 23.4",
            "large-ptychopinn", ".149 | 60.6 / 12.5 | | 93.7");

    private Published() {}

    /** Cells of a table's row; empty ones where the paper says nothing. */
    static String of(Field field, String arm, boolean phase) {
        return (phase ? PHASE : AMPLITUDE).getOrDefault(field.id() + "-" + arm, " | | | ");
    }
}
