package org.polyptych.bench.ptyinr.figures;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Groups of bars, each with its figure on top, from 0 up.
 *
 * @param title with the unit
 * @param groups names under the groups
 * @param bars names of the bars of each group
 * @param values [group][bar]; nothing where there is none
 */
record Bars(String title, List<String> groups, List<String> bars, List<List<OptionalDouble>> values) {
    private static final int WIDE = 34;
    private static final int APART = 40;
    private static final int TALL = 220;
    private static final int HEAD = 66;
    private static final int FOOT = 30;
    private static final int[] COLOURS = {0x1F5FA8, 0xC2410C, 0x7A7F87, 0x2F7D4F};

    BufferedImage draw() {
        int group = bars.size() * WIDE + APART;
        BufferedImage image = new BufferedImage(
                Math.max(420, APART + groups.size() * group), HEAD + TALL + FOOT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        g.setColor(Color.BLACK);
        g.drawString(title, 10, 20);
        int at = 10;
        for (int b = 0; b < bars.size(); b++) {
            g.setColor(new Color(COLOURS[b % COLOURS.length]));
            g.fillRect(at, 30, 12, 12);
            g.setColor(Color.BLACK);
            g.drawString(bars.get(b), at + 17, 41);
            at += 37 + g.getFontMetrics().stringWidth(bars.get(b));
        }
        double most = values.stream()
                .flatMap(List::stream)
                .mapToDouble(value -> value.orElse(0))
                .max()
                .orElse(1);
        for (int k = 0; k < groups.size(); k++) {
            int left = APART / 2 + k * group + 10;
            g.drawString(groups.get(k), left, HEAD + TALL + 19);
            for (int b = 0; b < bars.size(); b++) {
                bar(g, values.get(k).get(b), left + b * WIDE, most, COLOURS[b % COLOURS.length]);
            }
        }
        g.drawLine(10, HEAD + TALL, image.getWidth() - 10, HEAD + TALL);
        g.dispose();
        return image;
    }

    private static void bar(Graphics2D g, OptionalDouble value, int left, double most, int colour) {
        if (value.isEmpty()) {
            return;
        }
        int tall = (int) Math.round(TALL * Math.max(0, value.getAsDouble()) / most);
        g.setColor(new Color(colour));
        g.fillRect(left, HEAD + TALL - tall, WIDE - 4, tall);
        g.setColor(Color.BLACK);
        g.drawString(String.format(Locale.ROOT, "%.1f", value.getAsDouble()), left + 1, HEAD + TALL - tall - 4);
    }
}
