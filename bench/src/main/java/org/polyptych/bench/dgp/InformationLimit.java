package org.polyptych.bench.dgp;

import java.util.List;
import org.polyptych.core.ComplexImage;

/**
 * The greatest frequency at which a result shows a line of the true spectrum above its own noise. The power of noise is distributed
 * exponentially within a ring: its mean, which is its deviation too, is the ring's median / ln 2, whatever lines stand in the ring
 * beside it. A line stands out where its power is more than {@link #DEVIATIONS} such deviations above that mean, which noise alone
 * is in one of 24 million frequencies. Since rasters and networks leave lines of their own, the truth must have a line there, of at
 * least {@link #FAINTEST} of its brightest, and the two must agree: Re sum F conj(T) / sqrt(sum |F|^2 sum |T|^2) over the frequency
 * and its eight neighbours is {@link #AGREEING} or more, which a line of any phase is one time in seven.
 *
 * <p>Made for lattices, whose power is in few lines. Where all frequencies of a ring carry the specimen alike none stands out, and
 * the ring correlation with the truth is the figure to look at.
 */
final class InformationLimit {
    static final int DEVIATIONS = 16;
    static final double FAINTEST = 1e-4;
    static final double AGREEING = 0.9;

    /** The fewest frequencies whose median says what the noise of a ring is. */
    private static final int FEWEST = 8;

    private InformationLimit() {}

    /**
     * @param truth on the same frequencies
     * @return in 1/Å; 0 if there is no such line
     */
    static double of(PowerSpectrum spectrum, PowerSpectrum truth) {
        List<double[]> rings = spectrum.values();
        double[] least = rings.stream()
                .mapToDouble(ring -> ring.length < FEWEST
                        ? Double.POSITIVE_INFINITY
                        : (1 + DEVIATIONS) * ring[ring.length / 2] / Math.log(2))
                .toArray();
        double[] brightest = {0};
        truth.forEach((index, ring, frequency, angle) -> brightest[0] = Math.max(brightest[0], truth.power(index)));
        double[] limit = {0};
        spectrum.forEach((index, ring, frequency, angle) -> {
            if (frequency > limit[0]
                    && spectrum.power(index) > least[ring]
                    && truth.power(index) >= FAINTEST * brightest[0]
                    && agreement(spectrum.transform(), truth.transform(), index) >= AGREEING) {
                limit[0] = frequency;
            }
        });
        return limit[0];
    }

    private static double agreement(ComplexImage f, ComplexImage t, int index) {
        double both = 0;
        double powerF = 0;
        double powerT = 0;
        for (int down = -1; down <= 1; down++) {
            int row = Math.floorMod(index / f.columns() + down, f.rows()) * f.columns();
            for (int across = -1; across <= 1; across++) {
                int i = row + Math.floorMod(index % f.columns() + across, f.columns());
                both += (double) f.re()[i] * t.re()[i] + (double) f.im()[i] * t.im()[i];
                powerF += (double) f.re()[i] * f.re()[i] + (double) f.im()[i] * f.im()[i];
                powerT += (double) t.re()[i] * t.re()[i] + (double) t.im()[i] * t.im()[i];
            }
        }
        return both / Math.sqrt(powerF * powerT);
    }
}
