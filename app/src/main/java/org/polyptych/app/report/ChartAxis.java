package org.polyptych.app.report;

import java.util.ArrayList;
import java.util.List;

/**
 * An axis of a {@link CurveChart}.
 *
 * @param title with the unit
 * @param low value at its beginning; above 0 where it is logarithmic
 * @param high value at its end
 */
record ChartAxis(String title, double low, double high, boolean logarithmic) {
    /** Over more decades than this only powers of ten are written. */
    private static final double FEW_DECADES = 1.6;

    private static final int MOST_LABELS = 9;
    private static final double LARGEST_PLAIN = 1e5;
    private static final double SMALLEST_PLAIN = 1e-3;

    /** A linear axis. */
    static ChartAxis linear(String title, double low, double high) {
        return new ChartAxis(title, low, high, false);
    }

    /** A logarithmic axis about values above 0, from and to 1, 2 or 5 times a power of ten. */
    static ChartAxis logarithmic(String title, double least, double most) {
        List<Double> steps = steps(least, most);
        double low = steps.getFirst();
        double high = steps.getLast();
        return new ChartAxis(title, low, high > low ? high : low * 10, true);
    }

    /** Where a value lies: 0 at low, 1 at high. */
    double fraction(double value) {
        return logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }

    Ticks ticks() {
        if (!logarithmic) {
            return Ticks.linear(new Limits(low, high), 6);
        }
        double decades = Math.log10(high / low);
        List<Ticks.Tick> ticks = new ArrayList<>();
        int stride = Math.max(1, (int) Math.ceil(decades / MOST_LABELS));
        for (double value : steps(low, high)) {
            boolean power = Math.abs(Math.log10(value) - Math.rint(Math.log10(value))) < 1e-9;
            boolean shown = power ? Math.rint(Math.log10(value)) % stride == 0 : decades <= FEW_DECADES;
            if (shown) {
                ticks.add(new Ticks.Tick(value, label(value)));
            }
        }
        return new Ticks(ticks);
    }

    /** Fine lines between the ticks of a logarithmic axis. */
    List<Double> between() {
        List<Double> values = new ArrayList<>();
        for (int e = exponent(low); logarithmic && e <= exponent(high); e++) {
            for (int k = 1; k < 10; k++) {
                double value = k * Math.pow(10, e);
                if (value >= low * 0.9999 && value <= high * 1.0001) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    private static String label(double value) {
        if (value >= SMALLEST_PLAIN && value < LARGEST_PLAIN) {
            return Quantity.text(value, 2);
        }
        int exponent = exponent(value);
        long mantissa = Math.round(value / Math.pow(10, exponent));
        return (mantissa == 1 ? "" : mantissa + "·") + "10" + Ticks.superscript(exponent);
    }

    /** 1, 2 and 5 times powers of ten from the last at or below the least to the first at or above the most. */
    private static List<Double> steps(double least, double most) {
        List<Double> all = new ArrayList<>();
        for (int e = exponent(least) - 1; e <= exponent(most) + 1; e++) {
            for (int k : new int[] {1, 2, 5}) {
                all.add(k * Math.pow(10, e));
            }
        }
        int from = 0;
        while (from + 1 < all.size() && all.get(from + 1) <= least * 1.000001) {
            from++;
        }
        int to = from;
        while (to + 1 < all.size() && all.get(to) < most * 0.999999) {
            to++;
        }
        return all.subList(from, to + 1);
    }

    private static int exponent(double value) {
        return (int) Math.floor(Math.log10(value) + 1e-9);
    }
}
