package org.polyptych.bench.ptyinr.figures;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pictures in rows and columns with words at the left and at the top; empty places stay white. */
final class Sheet {
    private static final int LEFT = 176;
    private static final int TOP = 26;
    private static final int GAP = 8;

    private final List<String> columns;
    private final int width;
    private final int height;
    private final Map<String, List<Optional<BufferedImage>>> rows = new LinkedHashMap<>();

    /**
     * @param columns heads
     * @param width of each picture
     * @param height of each picture
     */
    Sheet(List<String> columns, int width, int height) {
        this.columns = columns;
        this.width = width;
        this.height = height;
    }

    /** @param pictures one a column */
    void row(String label, List<Optional<BufferedImage>> pictures) {
        rows.put(label, pictures);
    }

    BufferedImage draw() {
        BufferedImage image = new BufferedImage(
                LEFT + columns.size() * (width + GAP), TOP + rows.size() * (height + GAP), BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.setColor(Color.BLACK);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        for (int c = 0; c < columns.size(); c++) {
            g.drawString(columns.get(c), LEFT + c * (width + GAP) + 2, TOP - 8);
        }
        int top = TOP;
        for (var row : rows.entrySet()) {
            g.drawString(row.getKey(), 6, top + height / 2 + 5);
            for (int c = 0; c < row.getValue().size(); c++) {
                int left = LEFT + c * (width + GAP);
                int at = top;
                row.getValue().get(c).ifPresent(picture -> g.drawImage(picture, left, at, null));
            }
            top += height + GAP;
        }
        g.dispose();
        return image;
    }
}
