package org.polyptych.bench.diffusion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Table 1 of the paper: NRMSE and SSIM over 50 images of its own, each method with 10,000 iterations.
 *
 * @param nrmse mean
 * @param ssim mean
 */
record Published(double nrmse, double ssim) {
    static final List<String> METHODS = List.of("rPIE", "AWF", "U-Net", "diffusion");

    private static final Map<Integer, double[]> TABLE = Map.of(
            20, new double[] {.388, .146, .283, .228, .135, .854, .116, .899},
            38, new double[] {.309, .284, .153, .572, .085, .927, .079, .946},
            44, new double[] {.260, .390, .111, .714, .078, .947, .071, .957},
            50, new double[] {.211, .562, .082, .832, .067, .947, .062, .967},
            62, new double[] {.140, .897, .040, .972, Double.NaN, Double.NaN, .054, .977},
            66, new double[] {.104, .976, .026, .991, Double.NaN, Double.NaN, .049, .985},
            74, new double[] {.058, .997, .019, .999, Double.NaN, Double.NaN, .046, .990});

    /** Method to its figures; the U-Net has none from 62% on. */
    static SequencedMap<String, Published> at(Overlap overlap) {
        double[] row = TABLE.get(overlap.percent());
        SequencedMap<String, Published> figures = new LinkedHashMap<>();
        for (int m = 0; m < METHODS.size(); m++) {
            if (!Double.isNaN(row[2 * m])) {
                figures.put(METHODS.get(m), new Published(row[2 * m], row[2 * m + 1]));
            }
        }
        return figures;
    }
}
