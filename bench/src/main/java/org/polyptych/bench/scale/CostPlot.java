package org.polyptych.bench.scale;

import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The time of an iteration against the transforms that it needs, both on logarithmic axes, beside the bound. */
final class CostPlot {
    private CostPlot() {}

    static void write(Path file, Map<String, CostCurve> curves) throws IOException {
        XYChart chart = new XYChartBuilder()
                .width(820)
                .height(560)
                .xAxisTitle("transforms that an iteration needs")
                .yAxisTitle("time of an iteration, in transforms")
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisLogarithmic(true)
                .setLegendPosition(Styler.LegendPosition.InsideNW)
                .setChartBackgroundColor(Color.WHITE);
        curves.forEach((name, curve) -> {
            var series = chart.addSeries(name, curve.transforms(), curve.taken());
            series.setMarker(SeriesMarkers.CIRCLE);
        });
        double[] ends = {
            curves.values().stream()
                    .flatMapToDouble(c -> Arrays.stream(c.transforms()))
                    .min()
                    .orElseThrow(),
            curves.values().stream()
                    .flatMapToDouble(c -> Arrays.stream(c.transforms()))
                    .max()
                    .orElseThrow()
        };
        var bound = chart.addSeries("the bound: transforms alone", ends, ends);
        bound.setMarker(SeriesMarkers.NONE).setLineStyle(SeriesLines.DASH_DASH).setLineColor(Color.GRAY);
        BitmapEncoder.saveBitmap(chart, file.toString().replaceFirst("\\.png$", ""), BitmapEncoder.BitmapFormat.PNG);
    }
}
