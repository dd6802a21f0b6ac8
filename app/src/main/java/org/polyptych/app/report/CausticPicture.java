package org.polyptych.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.beam.Caustic;

/**
 * A beam from the side, along x above and along y below: z to the right in micrometres, downstream positive; intensity
 * relative to the brightest pixel, over three decades. Dashed: the specimen; dotted: the focus.
 */
public final class CausticPicture {
    private static final int WIDTH = 860;
    private static final int HEIGHT = 330;
    private static final int LEFT = 96;
    private static final int TOP = 64;
    private static final int BETWEEN = 84;
    private static final int RIGHT = 150;
    private static final int BOTTOM = 64;
    private static final double DECADES = 3;

    /** Only as much of the frame is shown as holds pixels above this part of the brightest. */
    private static final double SHOWN_ABOVE = 1e-2;

    private CausticPicture() {}

    /**
     * Draws it.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    public static BufferedImage of(String name, Caustic caustic) {
        Typeface.check();
        BufferedImage image = new BufferedImage(
                LEFT + WIDTH + RIGHT, TOP + 2 * HEIGHT + BETWEEN + BOTTOM, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Typeface.graphics(image);
        g.setColor(Figure.PAPER);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Figure.INK);
        g.setFont(Typeface.TITLE);
        g.drawString(name + ": the beam from the side", Figure.MARGIN, 34);
        panel(g, image, caustic, caustic.horizontal(), caustic.pixelWidth(), caustic.column(), "x (µm)", TOP);
        panel(
                g,
                image,
                caustic,
                caustic.vertical(),
                caustic.pixelHeight(),
                caustic.row(),
                "y (µm)",
                TOP + HEIGHT + BETWEEN);
        Limits decades = new Limits(-DECADES, 0);
        new Legend.ColorBar(ColorMap.EMBER, decades, Ticks.decades(decades), "of brightest")
                .draw(g, LEFT + WIDTH + 26, TOP, HEIGHT);
        g.dispose();
        return image;
    }

    private static void panel(
            Graphics2D g,
            BufferedImage image,
            Caustic caustic,
            RealImage seen,
            double pixel,
            int peak,
            String title,
            int top) {
        int reach = reach(seen, peak);
        double most = Math.max(seen.max(), Float.MIN_NORMAL);
        int planes = seen.columns();
        for (int py = 0; py < HEIGHT; py++) {
            int row = Math.clamp(peak - reach + (py * (2 * reach + 1)) / HEIGHT, 0, seen.rows() - 1);
            for (int px = 0; px < WIDTH; px++) {
                double value = seen.values()[row * planes + px * planes / WIDTH];
                double decade = value > 0 ? Math.log10(value / most) : -DECADES;
                image.setRGB(LEFT + px, top + py, ColorMap.EMBER.rgb(1 + decade / DECADES));
            }
        }
        double low = (peak - reach - 0.5 - seen.rows() / 2) * pixel * 1e6;
        double high = (peak + reach + 0.5 - seen.rows() / 2) * pixel * 1e6;
        double from = (caustic.from() - caustic.step() / 2) * 1e6;
        double to = from + planes * caustic.step() * 1e6;
        ChartAxis along = ChartAxis.linear("z (µm), downstream to the right; the specimen is at 0", from, to);
        ChartAxis across = ChartAxis.linear(title, low, high);
        mark(g, along, 0, top, new float[] {10, 6});
        mark(g, along, caustic.focus().distance() * 1e6, top, new float[] {2, 5});
        axes(g, along, across, top);
    }

    /** Pixels to either side of the peak that hold what is bright. */
    private static int reach(RealImage seen, int peak) {
        double least = SHOWN_ABOVE * seen.max();
        int reach = 8;
        for (int i = 0; i < seen.size(); i++) {
            if (seen.values()[i] > least) {
                reach = Math.max(reach, Math.abs(i / seen.columns() - peak));
            }
        }
        return Math.min(reach + reach / 5 + 1, Math.max(peak, seen.rows() - 1 - peak));
    }

    private static void mark(Graphics2D g, ChartAxis along, double z, int top, float[] dash) {
        double x = LEFT + along.fraction(z) * WIDTH;
        g.setColor(new Color(0xFFFFFF));
        g.setStroke(new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, dash, 0));
        g.draw(new Line2D.Double(x, top, x, top + HEIGHT));
    }

    private static void axes(Graphics2D g, ChartAxis along, ChartAxis across, int top) {
        g.setColor(Figure.INK);
        g.setStroke(new BasicStroke(1.2f));
        g.drawRect(LEFT, top, WIDTH, HEIGHT);
        g.setFont(Typeface.SMALL);
        for (Ticks.Tick tick : along.ticks().ticks()) {
            double x = LEFT + along.fraction(tick.value()) * WIDTH;
            g.draw(new Line2D.Double(x, top + HEIGHT, x, top + HEIGHT + 6));
            g.drawString(
                    tick.label(), (float) (x - g.getFontMetrics().stringWidth(tick.label()) / 2.0), top + HEIGHT + 22);
        }
        for (Ticks.Tick tick : across.ticks().ticks()) {
            double y = top + across.fraction(tick.value()) * HEIGHT;
            g.draw(new Line2D.Double(LEFT - 6, y, LEFT, y));
            g.drawString(
                    tick.label(), (float) (LEFT - 11 - g.getFontMetrics().stringWidth(tick.label())), (float) (y + 5));
        }
        g.setFont(Typeface.TEXT);
        g.drawString(along.title(), LEFT + 4, top + HEIGHT + 46);
        g.drawString(across.title(), LEFT - 70, top - 10);
    }
}
