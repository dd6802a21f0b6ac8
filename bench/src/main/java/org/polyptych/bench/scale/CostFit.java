package org.polyptych.bench.scale;

/**
 * How a cost grows: seconds = a n^p, fitted to the logarithms; p = 1 is linear.
 *
 * @param exponent p
 */
record CostFit(double exponent) {
    static CostFit of(double[] n, double[] seconds) {
        double x = 0;
        double y = 0;
        for (int k = 0; k < n.length; k++) {
            x += Math.log(n[k]) / n.length;
            y += Math.log(seconds[k]) / n.length;
        }
        double xx = 0;
        double xy = 0;
        for (int k = 0; k < n.length; k++) {
            xx += (Math.log(n[k]) - x) * (Math.log(n[k]) - x);
            xy += (Math.log(n[k]) - x) * (Math.log(seconds[k]) - y);
        }
        return new CostFit(xy / xx);
    }
}
