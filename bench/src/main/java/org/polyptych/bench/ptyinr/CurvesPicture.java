package org.polyptych.bench.ptyinr;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.polyptych.app.report.PngFile;
import org.polyptych.bench.ptychopinn.ChartGrid;

/** A row for each scan, a column for each figure, a colour for each method; dashed: with the raster's factor left in. */
final class CurvesPicture {
    private static final int WIDTH = 460;
    private static final int HEIGHT = 360;
    private static final List<String> TITLES =
            List.of("object amplitude", "object phase, ramp removed", "probe amplitude");

    private CurvesPicture() {}

    static void write(Path file, Map<Cell, Curve> curves) throws IOException {
        List<String> methods = curves.keySet().stream()
                .map(cell -> cell.recipe().name())
                .distinct()
                .toList();
        List<Setup> setups =
                curves.keySet().stream().map(Cell::setup).distinct().toList();
        BufferedImage image =
                new BufferedImage(TITLES.size() * WIDTH, setups.size() * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        for (int row = 0; row < setups.size(); row++) {
            for (int column = 0; column < TITLES.size(); column++) {
                XYChart chart = chart(setups.get(row), column, row == 0 && column == 0);
                for (var curve : curves.entrySet()) {
                    if (curve.getKey().setup().equals(setups.get(row))) {
                        String name = curve.getKey().recipe().name();
                        add(chart, name, curve.getValue(), column, ChartGrid.colour(methods.indexOf(name)));
                    }
                }
                g.drawImage(BitmapEncoder.getBufferedImage(chart), column * WIDTH, row * HEIGHT, null);
            }
        }
        g.dispose();
        PngFile.write(file, image);
    }

    private static XYChart chart(Setup setup, int figure, boolean legend) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title(setup.scan() + ": " + TITLES.get(figure))
                .xAxisTitle("s")
                .yAxisTitle("dB")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setLegendVisible(legend)
                .setLegendPosition(Styler.LegendPosition.InsideNW)
                .setChartBackgroundColor(Color.WHITE);
        return chart;
    }

    private static void add(XYChart chart, String name, Curve curve, int figure, Color colour) {
        String key = Curve.FIGURES.get(figure);
        double[][] removed = curve.line(CellScores.REMOVED + key);
        double[][] asIs = curve.line(key);
        if (removed[0].length > 0) {
            chart.addSeries(name, removed[0], removed[1])
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(colour);
        }
        if (asIs[0].length > 0) {
            chart.addSeries(name + ", as is", asIs[0], asIs[1])
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(colour)
                    .setLineStyle(SeriesLines.DASH_DASH)
                    .setLineWidth(1)
                    .setShowInLegend(false);
        }
    }
}
