package org.polyptych.core;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Binomial numbers, each drawn without preparation. Few successes by going up the distribution, many by transformed
 * rejection with squeeze, BTRS (Hoermann, J. Stat. Comput. Simul. 46, 101, 1993).
 */
final class BinomialLaw {
    private static final double FEW_SUCCESSES = 10;

    private BinomialLaw() {}

    static double draw(double n, double p, UniformRandomProvider source) {
        if (p > 0.5) {
            return n - draw(n, 1 - p, source);
        }
        if (n == 0 || p == 0) {
            return 0;
        }
        return n * p < FEW_SUCCESSES ? climb(n, p, source) : reject(n, p, source);
    }

    private static double climb(double n, double p, UniformRandomProvider source) {
        double odds = p / (1 - p);
        double u = source.nextDouble();
        double probability = Math.exp(n * Math.log1p(-p));
        double k = 0;
        while (u >= probability && k < n) {
            u -= probability;
            k++;
            probability *= odds * (n - k + 1) / k;
        }
        return k;
    }

    private static double reject(double n, double p, UniformRandomProvider source) {
        double spread = Math.sqrt(n * p * (1 - p));
        double b = 1.15 + 2.53 * spread;
        double a = -0.0873 + 0.0248 * b + 0.01 * p;
        double centre = n * p + 0.5;
        double acceptAtOnce = 0.92 - 4.2 / b;
        double alpha = (2.83 + 5.1 / b) * spread;
        double logOdds = Math.log(p / (1 - p));
        double mode = Math.floor((n + 1) * p);
        double atMode = LogFactorial.of(mode) + LogFactorial.of(n - mode);
        while (true) {
            double u = source.nextDouble() - 0.5;
            double v = source.nextDouble();
            double edge = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / edge + b) * u + centre);
            if (edge >= 0.07 && v <= acceptAtOnce) {
                return k;
            }
            if (k < 0 || k > n) {
                continue;
            }
            double height = Math.log(v * alpha / (a / (edge * edge) + b));
            if (height <= atMode - LogFactorial.of(k) - LogFactorial.of(n - k) + (k - mode) * logOdds) {
                return k;
            }
        }
    }
}
