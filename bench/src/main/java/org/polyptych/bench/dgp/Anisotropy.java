package org.polyptych.bench.dgp;

import java.util.Arrays;

/**
 * How differently a spectrum's power falls off in different directions: every ring is divided by its mean, so that each counts
 * alike; in each of {@link #SECTORS} sectors of half a turn the mean over all rings up to a frequency is taken; then
 * (max - min) / (max + min) of those means. 0 if all directions are alike, 1 if one has nothing. A lattice is not the same in all
 * directions by itself, so that the figure of the truth belongs beside it.
 */
final class Anisotropy {
    static final int SECTORS = 12;

    private Anisotropy() {}

    /**
     * @param limit in 1/Å
     * @return NaN if not every sector has a frequency below the limit
     */
    static double of(PowerSpectrum spectrum, double limit) {
        double[] means = spectrum.means();
        double[] sums = new double[SECTORS];
        int[] counts = new int[SECTORS];
        spectrum.forEach((index, ring, frequency, angle) -> {
            if (frequency <= limit && means[ring] > 0) {
                int sector = Math.min(SECTORS - 1, (int) (SECTORS * angle / Math.PI));
                sums[sector] += spectrum.power(index) / means[ring];
                counts[sector]++;
            }
        });
        if (Arrays.stream(counts).anyMatch(count -> count == 0)) {
            return Double.NaN;
        }
        Arrays.setAll(sums, sector -> sums[sector] / counts[sector]);
        double most = Arrays.stream(sums).max().orElseThrow();
        double least = Arrays.stream(sums).min().orElseThrow();
        return (most - least) / (most + least);
    }
}
