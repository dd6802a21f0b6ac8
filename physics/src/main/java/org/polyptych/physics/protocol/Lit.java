package org.polyptych.physics.protocol;

import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Region;

/**
 * The pixels of a comparison that were illuminated: with at least 5% of the light that the 95th percentile of all
 * pixels with any light has. All that the reconstruction covers where the light is not known.
 *
 * @param pixels one value a pixel of the truth
 * @param box the smallest rectangle around them
 */
record Lit(boolean[] pixels, Region box) {
    private static final double SHARE = 0.05;

    /** Share of lit pixels in the core. */
    private static final double WELL_LIT = 0.98;

    static Lit of(Comparison comparison) {
        Region covered = comparison.covered();
        RealImage light = comparison.lightOrEven();
        double least = threshold(light.values());
        boolean[] pixels = new boolean[light.size()];
        int top = light.rows();
        int left = light.columns();
        int bottom = -1;
        int right = -1;
        for (int y = covered.top(); y < covered.top() + covered.rows(); y++) {
            for (int x = covered.left(); x < covered.left() + covered.columns(); x++) {
                if (light.at(y, x) >= least) {
                    pixels[y * light.columns() + x] = true;
                    top = Math.min(top, y);
                    bottom = Math.max(bottom, y);
                    left = Math.min(left, x);
                    right = Math.max(right, x);
                }
            }
        }
        if (bottom < 0) {
            throw new BadInputException("no pixel of the truth was illuminated; were both made from the same scan?");
        }
        return new Lit(pixels, new Region(top, left, bottom + 1 - top, right + 1 - left));
    }

    /** The light on the lit pixels, 0 on the others; its largest value is 1. */
    RealImage weight(Comparison comparison) {
        RealImage weight = comparison.lightOrEven().copy();
        float most = 0;
        for (int i = 0; i < pixels.length; i++) {
            weight.values()[i] = pixels[i] ? weight.values()[i] : 0;
            most = Math.max(most, weight.values()[i]);
        }
        for (int i = 0; i < pixels.length; i++) {
            weight.values()[i] /= most;
        }
        return weight;
    }

    /** 1 on the lit pixels, 0 on the others. */
    RealImage even(int rows, int columns) {
        RealImage even = RealImage.zeros(rows, columns);
        for (int i = 0; i < pixels.length; i++) {
            even.values()[i] = pixels[i] ? 1 : 0;
        }
        return even;
    }

    /**
     * The largest part of a region, about its middle and of its shape, that is lit almost everywhere: for figures that
     * take a rectangle, whose unlit corners would count as disagreement.
     */
    Region core(Region region, int columns) {
        for (int percent = 100; percent > 30; percent--) {
            int height = Math.max(1, region.rows() * percent / 100);
            int width = Math.max(1, region.columns() * percent / 100);
            Region part = new Region(
                    region.top() + (region.rows() - height) / 2,
                    region.left() + (region.columns() - width) / 2,
                    height,
                    width);
            int lit = 0;
            for (boolean pixel : within(part, columns)) {
                lit += pixel ? 1 : 0;
            }
            if (lit >= WELL_LIT * height * width) {
                return part;
            }
        }
        return region;
    }

    /** Whether the pixels of a part of the box are lit. */
    boolean[] within(Region part, int columns) {
        boolean[] inside = new boolean[part.rows() * part.columns()];
        for (int y = 0; y < part.rows(); y++) {
            System.arraycopy(
                    pixels, (part.top() + y) * columns + part.left(), inside, y * part.columns(), part.columns());
        }
        return inside;
    }

    private static double threshold(float[] light) {
        float[] positive = new float[light.length];
        int count = 0;
        for (float value : light) {
            if (value > 0 && Float.isFinite(value)) {
                positive[count++] = value;
            }
        }
        if (count == 0) {
            throw new BadInputException("the illumination is zero everywhere");
        }
        Arrays.sort(positive, 0, count);
        return SHARE * positive[(int) Math.round(0.95 * (count - 1))];
    }
}
