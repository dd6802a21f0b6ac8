package org.polyptych.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * One or more images of one size side by side, with a title, one legend, a scale bar and a word on what is grey.
 *
 * @param title one line
 * @param panels at least one
 * @param legend what the colours mean
 * @param masked what grey pixels are, or nothing if there are none
 * @param columns panels side by side; 0: as many as fit
 */
record Figure(String title, List<Panel> panels, Legend legend, String masked, int columns) {
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x1C2330);

    /** Thickness of the scale bar. */
    static final int BAR_HEIGHT = 7;

    static final int MARGIN = 22;
    private static final double MOST_BAR = 1 / 3.0;
    private static final int GAP = 16;
    private static final int TITLE_ROOM = 46;
    private static final int CAPTION_ROOM = 30;
    private static final int FOOT_ROOM = 40;

    Figure(String title, List<Panel> panels, Legend legend, String masked) {
        this(title, panels, legend, masked, 0);
    }

    /** An image with a few words above it. */
    record Panel(String caption, Raster raster) {}

    BufferedImage draw() {
        Typeface.check();
        BufferedImage first = panels.getFirst().raster().image();
        int across = columns > 0
                ? Math.min(columns, panels.size())
                : Math.clamp((Raster.LONGEST + GAP) / (first.getWidth() + GAP), 1, panels.size());
        int down = (panels.size() + across - 1) / across;
        int cellHeight = CAPTION_ROOM + first.getHeight();
        int panelsWidth = across * (first.getWidth() + GAP) - GAP;
        int panelsHeight = down * (cellHeight + GAP) - GAP;
        int width =
                Math.max(MARGIN + panelsWidth + MARGIN + legend.width(), 2 * MARGIN + widthOf(title, Typeface.TITLE));
        int height = TITLE_ROOM + Math.max(panelsHeight, CAPTION_ROOM + 220) + footRoom() + MARGIN;

        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Typeface.graphics(image);
        g.setColor(PAPER);
        g.fillRect(0, 0, width, height);
        g.setColor(INK);
        g.setFont(Typeface.TITLE);
        g.drawString(title, MARGIN, 34);
        for (int k = 0; k < panels.size(); k++) {
            int x = MARGIN + k % across * (first.getWidth() + GAP);
            int y = TITLE_ROOM + k / across * (cellHeight + GAP);
            g.setColor(INK);
            g.setFont(Typeface.TEXT);
            g.drawString(panels.get(k).caption(), x, y + CAPTION_ROOM - 9);
            g.drawImage(panels.get(k).raster().image(), x, y + CAPTION_ROOM, null);
        }
        legend.draw(g, MARGIN + panelsWidth + MARGIN, TITLE_ROOM + CAPTION_ROOM, first.getHeight());
        if (footRoom() > 0) {
            foot(g, panelsWidth, height - MARGIN - FOOT_ROOM + 24);
        }
        g.dispose();
        return image;
    }

    private int footRoom() {
        return panels.getFirst().raster().hasScale() || !masked.isEmpty() ? FOOT_ROOM : 0;
    }

    /** Where the scale bar begins: its top left pixel. */
    static int[] scaleBarCorner(BufferedImage figure) {
        return new int[] {MARGIN, figure.getHeight() - MARGIN - FOOT_ROOM + 24};
    }

    /** The scale bar of the first panel, if it is of the specimen; at most a third of its width. */
    private void foot(Graphics2D g, int panelsWidth, int y) {
        Raster raster = panels.getFirst().raster();
        g.setColor(INK);
        g.setFont(Typeface.TEXT);
        int right = MARGIN;
        if (raster.hasScale()) {
            ScaleBar bar = ScaleBar.fit(raster.metresPerPixel(), raster.image().getWidth() * MOST_BAR);
            int length = (int) Math.round(bar.pixels());
            g.fillRect(MARGIN, y, length, BAR_HEIGHT);
            g.drawString(bar.label(), MARGIN + length + 10, y + 11);
            right = MARGIN + length + 10 + widthOf(bar.label(), Typeface.TEXT);
        }
        if (!masked.isEmpty()) {
            int x = Math.max(right + 24, MARGIN + panelsWidth - 26 - widthOf(masked, Typeface.SMALL));
            g.setColor(new Color(Raster.MASKED));
            g.fillRect(x, y - 5, 18, 18);
            g.setColor(INK);
            g.setFont(Typeface.SMALL);
            g.drawString(masked, x + 26, y + 10);
        }
    }

    private static int widthOf(String text, Font font) {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
                .createGraphics()
                .getFontMetrics(font)
                .stringWidth(text);
    }
}
