package org.polyptych.app.report;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/**
 * An image in colours, at the size at which it is shown.
 *
 * @param image the colours
 * @param metresPerPixel of the colours; NaN where the image is not of the specimen
 */
record Raster(BufferedImage image, double metresPerPixel) {
    /** What was not scanned, or not measured: a neutral light grey. */
    static final int MASKED = 0xDCDCDC;

    /** Longest edge of a picture on which one image pixel is one screen pixel. */
    static final int LONGEST = 1400;

    /** Whether the image is of the specimen. */
    boolean hasScale() {
        return Double.isFinite(metresPerPixel);
    }

    /** Numbers in the colours of a map; masked and non-finite pixels are grey. */
    static Raster of(RealImage values, boolean[] mask, ColorMap map, Limits limits, Grid grid) {
        float[] v = values.values();
        return of(
                values.rows(),
                values.columns(),
                i -> mask[i] && Float.isFinite(v[i]) ? map.rgb(limits.fraction(v[i])) : MASKED,
                grid);
    }

    /** Complex numbers: phase as hue, amplitude as brightness up to the largest amplitude. */
    static Raster of(ComplexImage values, Grid grid) {
        double most = Math.max(values.amplitude().max(), Float.MIN_NORMAL);
        return of(
                values.rows(),
                values.columns(),
                i -> ColorMap.complexRgb(
                        Math.hypot(values.re()[i], values.im()[i]) / most, Math.atan2(values.im()[i], values.re()[i])),
                grid);
    }

    private static Raster of(int rows, int columns, IntUnaryOperator rgb, Grid grid) {
        int[] colours = new int[rows * columns];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = rgb.applyAsInt(i);
        }
        // pixels that are not square are shown with the aspect they have on the specimen
        double square = Math.min(grid.pixelHeight(), grid.pixelWidth());
        double tall = rows * grid.pixelHeight() / square;
        double wide = columns * grid.pixelWidth() / square;
        double longest = Math.max(tall, wide);
        if (longest > grid.longest()) {
            int by = (int) Math.ceil(longest / grid.longest());
            return new Raster(averaged(nearest(colours, rows, columns, round(tall), round(wide)), by), square * by);
        }
        int by = Math.max(1, (int) (grid.wantedEdge() / longest));
        return new Raster(nearest(colours, rows, columns, round(tall * by), round(wide * by)), square / by);
    }

    private static int round(double pixels) {
        return Math.max(1, (int) Math.round(pixels));
    }

    private static BufferedImage nearest(int[] colours, int rows, int columns, int tall, int wide) {
        BufferedImage image = new BufferedImage(wide, tall, BufferedImage.TYPE_INT_RGB);
        int[] columnOf = new int[wide];
        Arrays.setAll(columnOf, x -> (int) ((long) x * columns / wide));
        int[] line = new int[wide];
        for (int y = 0; y < tall; y++) {
            int from = (int) ((long) y * rows / tall) * columns;
            for (int x = 0; x < wide; x++) {
                line[x] = colours[from + columnOf[x]];
            }
            image.getRaster().setDataElements(0, y, wide, 1, line);
        }
        return image;
    }

    /** Means of colours over squares: right for cyclic maps too, where means of numbers are not. */
    private static BufferedImage averaged(BufferedImage image, int by) {
        int tall = Math.max(1, image.getHeight() / by);
        int wide = Math.max(1, image.getWidth() / by);
        BufferedImage out = new BufferedImage(wide, tall, BufferedImage.TYPE_INT_RGB);
        int[] block = new int[by * by];
        int[] line = new int[wide];
        for (int y = 0; y < tall; y++) {
            for (int x = 0; x < wide; x++) {
                image.getRaster().getDataElements(x * by, y * by, by, by, block);
                int r = 0;
                int g = 0;
                int b = 0;
                for (int rgb : block) {
                    r += rgb >> 16 & 255;
                    g += rgb >> 8 & 255;
                    b += rgb & 255;
                }
                int n = block.length;
                line[x] = (r + n / 2) / n << 16 | (g + n / 2) / n << 8 | (b + n / 2) / n;
            }
            out.getRaster().setDataElements(0, y, wide, 1, line);
        }
        return out;
    }

    /**
     * @param pixelHeight of an image pixel, in metres; any positive number where it has no meaning
     * @param pixelWidth of an image pixel
     * @param wantedEdge smaller images are enlarged by the whole factor that comes nearest from below
     * @param longest edge of the picture: of larger images squares of pixels are averaged
     */
    record Grid(double pixelHeight, double pixelWidth, int wantedEdge, int longest) {
        Grid(double pixelHeight, double pixelWidth, int wantedEdge) {
            this(pixelHeight, pixelWidth, wantedEdge, LONGEST);
        }
    }
}
