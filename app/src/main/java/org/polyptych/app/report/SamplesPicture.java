package org.polyptych.app.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/** Objects that a network has made up: amplitudes in a row, below them their phases, each row on one scale. */
public final class SamplesPicture {
    private static final int EDGE = 256;
    private static final int GAP = 8;

    private SamplesPicture() {}

    /** @param samples of one size, at least one */
    public static BufferedImage of(List<ComplexImage> samples) {
        List<BufferedImage> amplitudes = row(samples, ComplexImage::amplitude, ColorMap.EMBER);
        List<BufferedImage> phases = row(samples, ComplexImage::phase, ColorMap.CYCLE);
        int wide = amplitudes.getFirst().getWidth();
        int tall = amplitudes.getFirst().getHeight();
        BufferedImage picture = new BufferedImage(
                samples.size() * (wide + GAP) + GAP, 2 * (tall + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D to = picture.createGraphics();
        try {
            to.setColor(Color.WHITE);
            to.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            for (int k = 0; k < samples.size(); k++) {
                to.drawImage(amplitudes.get(k), GAP + k * (wide + GAP), GAP, null);
                to.drawImage(phases.get(k), GAP + k * (wide + GAP), 2 * GAP + tall, null);
            }
        } finally {
            to.dispose();
        }
        return picture;
    }

    private static List<BufferedImage> row(
            List<ComplexImage> samples, Function<ComplexImage, RealImage> part, ColorMap map) {
        List<RealImage> images = samples.stream().map(part).toList();
        int size = images.getFirst().size();
        float[] all = new float[size * images.size()];
        for (int k = 0; k < images.size(); k++) {
            System.arraycopy(images.get(k).values(), 0, all, k * size, size);
        }
        boolean[] everywhere = new boolean[all.length];
        Arrays.fill(everywhere, true);
        Limits limits = map == ColorMap.CYCLE ? Limits.TURN : Limits.robust(all, everywhere);
        boolean[] shown = Arrays.copyOf(everywhere, size);
        Raster.Grid grid = new Raster.Grid(1, 1, EDGE);
        return images.stream()
                .map(image -> Raster.of(image, shown, map, limits, grid).image())
                .toList();
    }
}
