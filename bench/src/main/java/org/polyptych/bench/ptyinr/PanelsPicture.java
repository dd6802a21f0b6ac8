package org.polyptych.bench.ptyinr;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import org.polyptych.core.RealImage;

/**
 * Reconstructions beside the truth, which comes first: amplitude of the object, below it its phase, below that amplitude
 * and phase of the probe. Grey means the same in all of them, from the truth's least value to its greatest.
 */
final class PanelsPicture {
    private static final int ACROSS = 6;
    private static final int GAP = 8;
    private static final int CAPTION = 34;
    private static final int LINE = 14;
    private static final int FONT = 12;

    private final int side;
    private final PanelTile truth;

    PanelsPicture(PanelTile truth) {
        this.truth = truth;
        this.side = truth.amplitude().rows();
    }

    /** @param tiles caption of one or two lines to what it is of; the truth is not among them */
    BufferedImage draw(Map<String, PanelTile> tiles) {
        int count = tiles.size() + 1;
        int across = Math.min(ACROSS, count);
        int down = (count + ACROSS - 1) / ACROSS;
        int height = CAPTION + 2 * (side + GAP) + side / 2 + 2 * GAP;
        BufferedImage image =
                new BufferedImage(across * (side + GAP) + GAP, down * height + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, FONT));
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        int at = 0;
        draw(image, g, List.of("truth"), truth, at++, height);
        for (var tile : tiles.entrySet()) {
            draw(image, g, tile.getKey().lines().toList(), tile.getValue(), at++, height);
        }
        g.dispose();
        return image;
    }

    private void draw(BufferedImage image, Graphics2D g, List<String> caption, PanelTile tile, int at, int height) {
        int left = GAP + at % ACROSS * (side + GAP);
        int top = at / ACROSS * height;
        g.setColor(Color.BLACK);
        for (int k = 0; k < caption.size(); k++) {
            g.drawString(caption.get(k), left, top + (k + 1) * LINE);
        }
        int half = side / 2;
        paint(image, tile.amplitude(), truth.amplitude(), left, top + CAPTION, side);
        paint(image, tile.phase(), truth.phase(), left, top + CAPTION + side + GAP, side);
        int probe = top + CAPTION + 2 * (side + GAP);
        paint(image, tile.probeAmplitude(), truth.probeAmplitude(), left, probe, half);
        paint(image, tile.probePhase(), truth.probePhase(), left + half + 1, probe, half);
    }

    /** Each pixel shown is the nearest of what is painted. */
    private static void paint(BufferedImage image, RealImage values, RealImage range, int left, int top, int size) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (float value : range.values()) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                float value = values.at(y * values.rows() / size, x * values.columns() / size);
                int grey = Math.clamp(Math.round(255 * (value - low) / (high - low)), 0, 255);
                image.setRGB(left + x, top + y, grey << 16 | grey << 8 | grey);
            }
        }
    }
}
