package org.polyptych.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;

/** What the colours of a figure mean; drawn to the right of it. */
sealed interface Legend {
    /** Room needed. */
    int width();

    /** Draws between y and y + height; a unit goes on the line above y. */
    void draw(Graphics2D g, int x, int y, int height);

    /** A colour map with round values beside it and the unit above. */
    record ColorBar(ColorMap map, Limits limits, Ticks ticks, String unit) implements Legend {
        static final int BAR = 22;

        @Override
        public int width() {
            return 110;
        }

        @Override
        public void draw(Graphics2D g, int x, int y, int height) {
            for (int row = 0; row < height; row++) {
                g.setColor(new Color(map.rgb(1 - row / (double) (height - 1))));
                g.fillRect(x, y + row, BAR, 1);
            }
            g.setColor(Figure.INK);
            g.setFont(Typeface.TEXT);
            g.drawString(unit, x, y - 9);
            g.setFont(Typeface.SMALL);
            FontMetrics metrics = g.getFontMetrics();
            g.setStroke(new BasicStroke(1.2f));
            for (Ticks.Tick tick : ticks.ticks()) {
                double at = y + (1 - limits.fraction(tick.value())) * (height - 1);
                g.draw(new Line2D.Double(x + BAR, at, x + BAR + 6, at));
                g.drawString(tick.label(), x + BAR + 11, (float) (at + metrics.getAscent() * 0.36));
            }
        }
    }

    /** Phase as hue round the disc, amplitude as brightness from its middle outwards. */
    record ColorWheel() implements Legend {
        private static final int RADIUS = 46;

        @Override
        public int width() {
            return 2 * RADIUS + 66;
        }

        @Override
        public void draw(Graphics2D g, int x, int y, int height) {
            int left = x + 26;
            int top = y + 24;
            int edge = 2 * RADIUS + 1;
            BufferedImage disc = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_ARGB);
            for (int row = 0; row < edge; row++) {
                for (int column = 0; column < edge; column++) {
                    double r = Math.hypot(row - RADIUS, column - RADIUS) / RADIUS;
                    int alpha = (int) (255 * Math.clamp((1 - r) * RADIUS + 0.5, 0.0, 1.0));
                    // the phase grows anticlockwise, as in a drawing of the complex plane
                    int rgb = ColorMap.complexRgb(r, Math.atan2(RADIUS - row, column - RADIUS));
                    disc.setRGB(column, row, alpha << 24 | rgb);
                }
            }
            g.drawImage(disc, left, top, null);
            g.setColor(Figure.INK);
            g.setFont(Typeface.SMALL);
            centred(g, "0", left + edge + 12, top + RADIUS + 5);
            centred(g, "π/2", left + RADIUS, top - 7);
            centred(g, "±π", left - 15, top + RADIUS + 5);
            centred(g, "−π/2", left + RADIUS, top + edge + 18);
            centred(g, "hue: phase (rad)", left + RADIUS, top + edge + 48);
            centred(g, "brightness:", left + RADIUS, top + edge + 70);
            centred(g, "amplitude", left + RADIUS, top + edge + 90);
        }

        private static void centred(Graphics2D g, String text, int x, int y) {
            g.drawString(text, x - g.getFontMetrics().stringWidth(text) / 2f, y);
        }
    }
}
