package org.polyptych.bench.ptychopinn;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.polyptych.app.report.PngFile;

/** Charts in rows, one picture. */
public final class ChartGrid {
    private static final int WIDTH = 470;
    private static final int HEIGHT = 350;
    private static final List<Color> COLOURS = List.of(
            new Color(0xd62728),
            new Color(0x1f77b4),
            new Color(0x2ca02c),
            new Color(0xff7f0e),
            new Color(0x9467bd),
            new Color(0x8c564b),
            new Color(0xe377c2),
            new Color(0x7f7f7f),
            new Color(0xbcbd22),
            new Color(0x17becf));

    private final List<List<XYChart>> rows = new ArrayList<>();
    private final Set<XYChart> drawn = new HashSet<>();

    /** The charts that follow are in a row of their own. */
    public void row() {
        rows.add(new ArrayList<>());
    }

    /** An empty chart at the end of the row. */
    public XYChart chart(String title, String x, String y) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(x)
                .yAxisTitle(y)
                .build();
        chart.getStyler()
                .setLegendVisible(false)
                .setLegendPosition(Styler.LegendPosition.InsideNE)
                .setChartBackgroundColor(Color.WHITE);
        rows.getLast().add(chart);
        return chart;
    }

    /** A line with dots. Points that are not finite must not be among them. */
    public void line(XYChart chart, String name, int colour, double[] x, double[] y) {
        if (x.length > 0) {
            drawn.add(chart);
            Color of = colour(colour);
            chart.addSeries(name, x, y)
                    .setMarker(SeriesMarkers.CIRCLE)
                    .setMarkerColor(of)
                    .setLineColor(of);
        }
    }

    /** That of a line of a number; they repeat after ten. */
    public static Color colour(int number) {
        return COLOURS.get(number % COLOURS.size());
    }

    /** Writes nothing if there is no chart with a line. */
    public void write(Path file) throws IOException {
        if (drawn.isEmpty()) {
            return;
        }
        int columns = rows.stream().mapToInt(List::size).max().orElse(1);
        BufferedImage image = new BufferedImage(columns * WIDTH, rows.size() * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int r = 0; r < rows.size(); r++) {
            for (int c = 0; c < rows.get(r).size(); c++) {
                XYChart chart = rows.get(r).get(c);
                if (drawn.contains(chart)) {
                    g.drawImage(BitmapEncoder.getBufferedImage(chart), c * WIDTH, r * HEIGHT, null);
                }
            }
        }
        g.dispose();
        PngFile.write(file, image);
    }
}
