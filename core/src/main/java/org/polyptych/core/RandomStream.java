package org.polyptych.core;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Seeded random numbers. The pair (seed, stream) fixes the whole sequence, so that frame j may draw from stream j and
 * the result does not depend on which thread comes first. Not for use by two threads at once.
 */
public final class RandomStream {
    /** Above this mean a Poisson number is drawn from the normal distribution; the relative error is below 1e-5. */
    private static final double LARGE_MEAN = 1e9;

    private final UniformRandomProvider source;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    public RandomStream(long seed, long stream) {
        source = RandomSource.XO_RO_SHI_RO_128_PP.create(new long[] {mix(seed), mix(seed ^ mix(stream + 1))});
        gaussian = ZigguratSampler.NormalizedGaussian.of(source);
    }

    /** Uniform in [0, 1). */
    public double uniform() {
        return source.nextDouble();
    }

    /** Standard normal. */
    public double gaussian() {
        return gaussian.sample();
    }

    /**
     * A Poisson number of the given mean, which may be zero or huge.
     *
     * @throws IllegalArgumentException if the mean is negative, infinite or NaN
     */
    public double poisson(double mean) {
        if (!(mean >= 0 && mean < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a Poisson mean must be a finite number of 0 or more, got " + mean);
        }
        if (mean == 0) {
            return 0;
        }
        if (mean > LARGE_MEAN) {
            return Math.max(0, Math.rint(mean + Math.sqrt(mean) * gaussian()));
        }
        return PoissonLaw.draw(mean, source);
    }

    /**
     * How many of n events happen that each happen with the given chance.
     *
     * @param n a whole number from 0 to 1e9
     * @param chance from 0 to 1
     * @throws IllegalArgumentException if a parameter is none of these
     */
    public double binomial(double n, double chance) {
        if (!(n >= 0 && n <= LARGE_MEAN && n == Math.rint(n)) || !(chance >= 0 && chance <= 1)) {
            throw new IllegalArgumentException("a binomial number needs a whole number of events from 0 to 1e9 and a"
                    + " chance from 0 to 1, got " + n + " and " + chance);
        }
        return BinomialLaw.draw(n, chance, source);
    }

    /** The numbers 0 to n - 1 in random order. */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = source.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The finaliser of SplitMix64: spreads neighbouring seeds over all 64 bits. */
    private static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
