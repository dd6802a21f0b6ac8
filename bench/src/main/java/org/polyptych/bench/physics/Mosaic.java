package org.polyptych.bench.physics;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.polyptych.core.RealImage;

/** Grey pictures in rows, each with a line of text above it; all of one size. */
public final class Mosaic {
    private static final int TEXT = 18;
    private static final int GAP = 6;

    private final int side;
    private final List<List<BufferedImage>> rows = new ArrayList<>();

    /** @param side of each picture, in pixels of the screen */
    public Mosaic(int side) {
        this.side = side;
    }

    public void row() {
        rows.add(new ArrayList<>());
    }

    /** @param low black */
    public void add(String title, RealImage image, double low, double high) {
        BufferedImage picture = new BufferedImage(side, side + TEXT, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double value = image.values()[y * image.rows() / side * image.columns() + x * image.columns() / side];
                int grey = (int) Math.clamp(Math.round(255 * (value - low) / (high - low)), 0, 255);
                picture.setRGB(x, y + TEXT, grey << 16 | grey << 8 | grey);
            }
        }
        Graphics2D g = picture.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, side, TEXT);
        g.setColor(Color.BLACK);
        g.drawString(title, 2, TEXT - 5);
        g.dispose();
        rows.getLast().add(picture);
    }

    public void write(Path file) throws IOException {
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        BufferedImage all = new BufferedImage(
                columns * (side + GAP) - GAP, rows.size() * (side + TEXT + GAP) - GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, all.getWidth(), all.getHeight());
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                g.drawImage(rows.get(r).get(c), c * (side + GAP), r * (side + TEXT + GAP), null);
            }
        }
        g.dispose();
        ImageIO.write(all, "png", file.toFile());
    }
}
