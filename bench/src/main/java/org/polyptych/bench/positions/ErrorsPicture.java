package org.polyptych.bench.positions;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.polyptych.app.report.PngFile;
import org.polyptych.engines.refine.AffineFit;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Positions;

/** Where frames are against where they should be, a panel each: a dot at the true place, a line to the found one. */
final class ErrorsPicture {
    private static final int SIDE = 260;
    private static final int GAP = 14;
    private static final int CAPTION = 40;
    private static final int PANELS_A_ROW = 4;

    private ErrorsPicture() {}

    static void write(Path file, Positions truth, Map<String, Positions> found, double pixel) throws IOException {
        int columns = Math.min(PANELS_A_ROW, found.size());
        int rows = (found.size() + columns - 1) / columns;
        BufferedImage image = new BufferedImage(
                columns * (SIDE + GAP) + GAP, rows * (SIDE + CAPTION + GAP) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        int panel = 0;
        for (Map.Entry<String, Positions> entry : found.entrySet()) {
            int left = GAP + panel % columns * (SIDE + GAP);
            int top = GAP + panel / columns * (SIDE + CAPTION + GAP);
            Recovered recovered = Recovered.of(truth, entry.getValue(), pixel);
            g.setColor(Color.BLACK);
            g.drawString(entry.getKey(), left, top + 14);
            g.drawString(String.format("%.3f px rms", recovered.rest()), left, top + 30);
            draw(g, left, top + CAPTION, truth, entry.getValue());
            panel++;
        }
        g.dispose();
        PngFile.write(file, image);
    }

    private static void draw(Graphics2D g, int left, int top, Positions truth, Positions found) {
        Extent y = Extent.of(truth.y());
        Extent x = Extent.of(truth.x());
        double scale = (SIDE - 20) / Math.max(y.length(), x.length());
        g.setColor(new Color(0xF2F5F9));
        g.fillRect(left, top, SIDE, SIDE);
        AffineFit fit = AffineFit.of(truth, found);
        for (int j = 0; j < truth.count(); j++) {
            double atY = top + 10 + (truth.y()[j] - y.least()) * scale;
            double atX = left + 10 + (truth.x()[j] - x.least()) * scale;
            double down = found.y()[j] - truth.y()[j] - fit.down(truth.y()[j], truth.x()[j]);
            double right = found.x()[j] - truth.x()[j] - fit.right(truth.y()[j], truth.x()[j]);
            g.setColor(new Color(0xC2410C));
            g.setStroke(new BasicStroke(1.2f));
            g.draw(new Line2D.Double(atX, atY, atX + right * scale, atY + down * scale));
            g.setColor(new Color(0x1F5FA8));
            g.fill(new Ellipse2D.Double(atX - 1.5, atY - 1.5, 3, 3));
        }
    }
}
