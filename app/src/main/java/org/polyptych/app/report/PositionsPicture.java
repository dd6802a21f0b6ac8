package org.polyptych.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/** Where the frames were taken, on the frame of the object; equal axes in micrometres, y down. */
final class PositionsPicture {
    private static final int EDGE = 640;
    private static final int LEFT = 92;
    private static final int TOP = 54;
    private static final int RIGHT = 30;
    private static final int BOTTOM = 66;
    private static final double MICROMETRE = 1e-6;
    private static final Color SCANNED = new Color(0xE3ECF5);
    private static final Color PATH = new Color(0x9DB2C9);
    private static final Color DOT = new Color(0x1F5FA8);
    private static final Color MOVED = new Color(0xC2410C);

    private final Result result;
    private final Specimen specimen;
    private final double pixelsPerMetre;
    private final int width;
    private final int height;

    private PositionsPicture(Result result) {
        this.result = result;
        specimen = result.specimen();
        double tall = specimen.rows() * specimen.pixelHeight();
        double wide = specimen.columns() * specimen.pixelWidth();
        pixelsPerMetre = EDGE / Math.max(tall, wide);
        width = (int) Math.round(wide * pixelsPerMetre);
        height = (int) Math.round(tall * pixelsPerMetre);
    }

    /** @param measured where the scan says the frames lie; drawn too where the result's positions differ */
    static BufferedImage of(Result result, Positions measured) {
        Typeface.check();
        return new PositionsPicture(result).draw(measured);
    }

    private BufferedImage draw(Positions measured) {
        BufferedImage image = new BufferedImage(
                LEFT + Math.max(width, 380) + RIGHT, TOP + height + BOTTOM, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Typeface.graphics(image);
        g.setColor(Figure.PAPER);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Figure.INK);
        g.setFont(Typeface.TITLE);
        g.drawString("Positions of the probe", LEFT, 34);
        drawScanned(g);
        drawAxes(g);
        drawDots(g, measured);
        g.dispose();
        return image;
    }

    private void drawScanned(Graphics2D g) {
        g.setColor(new Color(Raster.MASKED));
        g.fillRect(LEFT, TOP, width, height);
        boolean[] scanned = ScannedArea.of(result.illumination()).scanned();
        BufferedImage light = new BufferedImage(specimen.columns(), specimen.rows(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < specimen.rows(); y++) {
            for (int x = 0; x < specimen.columns(); x++) {
                light.setRGB(x, y, scanned[y * specimen.columns() + x] ? SCANNED.getRGB() : Raster.MASKED);
            }
        }
        AffineTransform place = AffineTransform.getTranslateInstance(LEFT, TOP);
        place.scale((double) width / specimen.columns(), (double) height / specimen.rows());
        g.drawImage(light, place, null);
    }

    private void drawAxes(Graphics2D g) {
        double firstX = (specimen.centreX() - specimen.columns() / 2 * specimen.pixelWidth()) / MICROMETRE;
        double firstY = (specimen.centreY() - specimen.rows() / 2 * specimen.pixelHeight()) / MICROMETRE;
        Limits xs = new Limits(firstX, firstX + specimen.columns() * specimen.pixelWidth() / MICROMETRE);
        Limits ys = new Limits(firstY, firstY + specimen.rows() * specimen.pixelHeight() / MICROMETRE);
        g.setColor(Figure.INK);
        g.setStroke(new BasicStroke(1.3f));
        g.drawRect(LEFT, TOP, width, height);
        g.setFont(Typeface.SMALL);
        for (Ticks.Tick tick : Ticks.linear(xs, 5).ticks()) {
            double x = LEFT + xs.fraction(tick.value()) * width;
            g.draw(new Line2D.Double(x, TOP + height, x, TOP + height + 6));
            int half = g.getFontMetrics().stringWidth(tick.label()) / 2;
            g.drawString(tick.label(), (float) x - half, TOP + height + 24);
        }
        for (Ticks.Tick tick : Ticks.linear(ys, 5).ticks()) {
            double y = TOP + ys.fraction(tick.value()) * height;
            g.draw(new Line2D.Double(LEFT - 6, y, LEFT, y));
            int wide = g.getFontMetrics().stringWidth(tick.label());
            g.drawString(tick.label(), LEFT - 11 - wide, (float) y + 5);
        }
        g.setFont(Typeface.TEXT);
        g.drawString("x (µm)", LEFT + width / 2 - 26, TOP + height + 50);
        AffineTransform upright = g.getTransform();
        g.rotate(-Math.PI / 2, 24, TOP + height / 2.0);
        g.drawString("y (µm)", 24 - 26, TOP + height / 2 + 4);
        g.setTransform(upright);
    }

    private void drawDots(Graphics2D g, Positions measured) {
        Positions used = result.positions();
        g.clipRect(LEFT, TOP, width, height);
        Path2D path = new Path2D.Double();
        for (int j = 0; j < used.count(); j++) {
            if (j == 0) {
                path.moveTo(atX(used, j), atY(used, j));
            } else {
                path.lineTo(atX(used, j), atY(used, j));
            }
        }
        g.setColor(PATH);
        g.setStroke(new BasicStroke(0.8f));
        g.draw(path);
        double radius = Math.clamp(60 / Math.sqrt(used.count()), 1.5, 4.5);
        for (int j = 0; j < used.count(); j++) {
            if (measured.count() == used.count() && moved(used, measured, j)) {
                g.setColor(MOVED);
                g.draw(new Line2D.Double(atX(measured, j), atY(measured, j), atX(used, j), atY(used, j)));
            }
            g.setColor(DOT);
            g.fill(new Ellipse2D.Double(atX(used, j) - radius, atY(used, j) - radius, 2 * radius, 2 * radius));
        }
        g.setColor(MOVED);
        g.setStroke(new BasicStroke(2f));
        double ring = radius + 4;
        g.draw(new Ellipse2D.Double(atX(used, 0) - ring, atY(used, 0) - ring, 2 * ring, 2 * ring));
    }

    private boolean moved(Positions used, Positions measured, int j) {
        double distance = Math.hypot(used.y()[j] - measured.y()[j], used.x()[j] - measured.x()[j]);
        return distance > 0.01 * specimen.pixelWidth();
    }

    private double atX(Positions positions, int j) {
        return LEFT + (specimen.columnOf(positions.x()[j]) + 0.5) * width / specimen.columns();
    }

    private double atY(Positions positions, int j) {
        return TOP + (specimen.rowOf(positions.y()[j]) + 0.5) * height / specimen.rows();
    }
}
