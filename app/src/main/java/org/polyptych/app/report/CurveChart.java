package org.polyptych.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Curves over two axes with their names to the right, drawn at twice the size at which they are shown.
 *
 * @param title one line
 * @param curves in the order in which they are named; drawn in that order, too
 */
record CurveChart(String title, ChartAxis x, ChartAxis y, List<Curve> curves) {
    private static final int PLOT_WIDTH = 660;
    private static final int PLOT_HEIGHT = 400;
    private static final int LEFT = 92;
    private static final int TOP = 58;
    private static final int BOTTOM = 64;
    private static final int GAP = 26;
    private static final int SAMPLE = 34;
    private static final int LINE = 25;
    private static final int SCALE = 2;
    private static final Color FINE = new Color(0xF1F3F6);
    private static final Color GRID = new Color(0xDDE2E8);
    private static final Color FRAME = new Color(0xA9B2BD);

    /**
     * @param x as many as y; points that are not finite are left out
     * @param dash lengths of line and gap, or none
     * @param dots whether each point is marked
     */
    record Curve(String name, Color colour, float width, float[] dash, boolean dots, double[] x, double[] y) {
        BasicStroke stroke() {
            return dash.length == 0
                    ? new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                    : new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
        }
    }

    /** @throws NoFontException where this machine cannot draw letters */
    BufferedImage draw() {
        Typeface.check();
        int legend = legendWidth();
        int width = LEFT + PLOT_WIDTH + GAP + legend + Figure.MARGIN;
        int height = Math.max(TOP + PLOT_HEIGHT + BOTTOM, TOP + curves.size() * LINE + Figure.MARGIN);
        BufferedImage image = new BufferedImage(SCALE * width, SCALE * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Typeface.graphics(image);
        g.scale(SCALE, SCALE);
        g.setColor(Figure.PAPER);
        g.fillRect(0, 0, width, height);
        g.setColor(Figure.INK);
        g.setFont(Typeface.TITLE.deriveFont(18f));
        g.drawString(title, LEFT, 34);
        grid(g);
        labels(g);
        Shape whole = g.getClip();
        g.setClip(new Rectangle2D.Double(LEFT - 3, TOP - 3, PLOT_WIDTH + 6, PLOT_HEIGHT + 6));
        curves.forEach(curve -> curve(g, curve));
        g.setClip(whole);
        legend(g);
        g.dispose();
        return image;
    }

    private double atX(double value) {
        return LEFT + PLOT_WIDTH * x.fraction(value);
    }

    private double atY(double value) {
        return TOP + PLOT_HEIGHT * (1 - y.fraction(value));
    }

    private void grid(Graphics2D g) {
        g.setStroke(new BasicStroke(1));
        g.setColor(FINE);
        x.between().forEach(value -> vertical(g, value));
        y.between().forEach(value -> horizontal(g, value));
        g.setColor(GRID);
        x.ticks().ticks().forEach(tick -> vertical(g, tick.value()));
        y.ticks().ticks().forEach(tick -> horizontal(g, tick.value()));
        g.setColor(FRAME);
        g.draw(new Rectangle2D.Double(LEFT, TOP, PLOT_WIDTH, PLOT_HEIGHT));
    }

    private void vertical(Graphics2D g, double value) {
        g.draw(new Line2D.Double(atX(value), TOP, atX(value), TOP + PLOT_HEIGHT));
    }

    private void horizontal(Graphics2D g, double value) {
        g.draw(new Line2D.Double(LEFT, atY(value), LEFT + PLOT_WIDTH, atY(value)));
    }

    private void labels(Graphics2D g) {
        g.setColor(Figure.INK);
        g.setFont(Typeface.SMALL.deriveFont(14f));
        FontMetrics metrics = g.getFontMetrics();
        for (Ticks.Tick tick : x.ticks().ticks()) {
            float left = (float) (atX(tick.value()) - metrics.stringWidth(tick.label()) / 2.0);
            g.drawString(tick.label(), left, TOP + PLOT_HEIGHT + 21);
        }
        for (Ticks.Tick tick : y.ticks().ticks()) {
            float left = LEFT - 10 - metrics.stringWidth(tick.label());
            g.drawString(tick.label(), left, (float) (atY(tick.value()) + metrics.getAscent() * 0.36));
        }
        g.setFont(Typeface.TEXT.deriveFont(15f));
        FontMetrics words = g.getFontMetrics();
        g.drawString(
                x.title(),
                (float) (LEFT + (PLOT_WIDTH - words.stringWidth(x.title())) / 2.0),
                TOP + PLOT_HEIGHT + BOTTOM - 14);
        var upright = g.getTransform();
        g.translate(24, TOP + PLOT_HEIGHT / 2.0);
        g.rotate(-Math.PI / 2);
        g.drawString(y.title(), -words.stringWidth(y.title()) / 2f, 0);
        g.setTransform(upright);
    }

    private void curve(Graphics2D g, Curve curve) {
        Path2D path = new Path2D.Double();
        boolean begun = false;
        g.setColor(curve.colour());
        for (int k = 0; k < curve.x().length; k++) {
            double px = atX(curve.x()[k]);
            double py = atY(curve.y()[k]);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                continue;
            }
            if (begun) {
                path.lineTo(px, py);
            } else {
                path.moveTo(px, py);
            }
            begun = true;
            if (curve.dots()) {
                g.fill(new Ellipse2D.Double(px - 3, py - 3, 6, 6));
            }
        }
        g.setStroke(curve.stroke());
        g.draw(path);
    }

    private void legend(Graphics2D g) {
        int left = LEFT + PLOT_WIDTH + GAP;
        g.setFont(Typeface.SMALL);
        for (int k = 0; k < curves.size(); k++) {
            Curve curve = curves.get(k);
            int middle = TOP + 10 + k * LINE;
            g.setColor(curve.colour());
            g.setStroke(curve.stroke());
            g.draw(new Line2D.Double(left, middle, left + SAMPLE, middle));
            if (curve.dots()) {
                g.fill(new Ellipse2D.Double(left + SAMPLE / 2.0 - 3, middle - 3, 6, 6));
            }
            g.setColor(Figure.INK);
            g.drawString(curve.name(), left + SAMPLE + 10, middle + 5);
        }
    }

    private int legendWidth() {
        FontMetrics metrics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(Typeface.SMALL);
        return SAMPLE
                + 10
                + curves.stream()
                        .mapToInt(curve -> metrics.stringWidth(curve.name()))
                        .max()
                        .orElse(0);
    }
}
