package org.polyptych.app.report;

import java.awt.image.BufferedImage;
import java.util.List;
import org.polyptych.core.RealImage;

/** An image with one value a position, with colour bar and scale bar. */
public final class VirtualPicture {
    private static final int EDGE = 720;

    private VirtualPicture() {}

    /**
     * Draws it; limits are the 1st and the 99th percentile.
     *
     * @param scanned pixels that show a frame
     * @param pixel side in metres
     * @throws NoFontException where this machine cannot draw letters
     */
    public static BufferedImage of(String title, RealImage image, boolean[] scanned, double pixel, String unit) {
        Limits limits = Limits.robust(image.values(), scanned);
        Legend.ColorBar bar = new Legend.ColorBar(ColorMap.EMBER, limits, Ticks.linear(limits, 6), unit);
        Raster raster = Raster.of(image, scanned, ColorMap.EMBER, limits, new Raster.Grid(pixel, pixel, EDGE));
        boolean everywhere = true;
        for (boolean one : scanned) {
            everywhere &= one;
        }
        return new Figure(title, List.of(new Figure.Panel("", raster)), bar, everywhere ? "" : "not scanned").draw();
    }
}
