package org.polyptych.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.polyptych.physics.metrics.FourierRingCorrelation;
import org.polyptych.physics.metrics.Threshold;

/** Fourier ring correlations with their thresholds. */
public final class RingChart {
    private RingChart() {}

    /** Writes a PNG beside the file and renames. */
    public static void write(Path file, Map<String, FourierRingCorrelation> curves) throws IOException {
        PngFile.write(file.toAbsolutePath(), of(curves));
    }

    /**
     * The curves by their names, with the thresholds for the rings of the first one.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    static BufferedImage of(Map<String, FourierRingCorrelation> curves) {
        Typeface.check();
        XYChart chart = new XYChartBuilder()
                .width(1000)
                .height(600)
                .title("Fourier ring correlation")
                .xAxisTitle("spatial frequency (fraction of Nyquist)")
                .yAxisTitle("correlation")
                .build();
        chart.getStyler()
                .setYAxisMin(lowest(curves))
                .setYAxisMax(1.05)
                .setXAxisMin(0.0)
                .setXAxisMax(1.0);
        chart.getStyler().setXAxisDecimalPattern("0.0").setYAxisDecimalPattern("0.0");
        chart.getStyler().setXAxisTickMarkSpacingHint(70);
        chart.getStyler().setChartBackgroundColor(Color.WHITE);
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        addThresholds(chart, curves.values().iterator().next());
        curves.forEach((name, curve) -> add(chart, name, frequencies(curve), curve.correlation()));
        return BitmapEncoder.getBufferedImage(chart);
    }

    /** A tenth below 0, or more where a curve goes lower. */
    private static double lowest(Map<String, FourierRingCorrelation> curves) {
        double least = curves.values().stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.correlation()))
                .min()
                .orElse(0);
        return Math.min(-0.1, Math.floor(10 * least) / 10);
    }

    private static void addThresholds(XYChart chart, FourierRingCorrelation curve) {
        // Three points, unevenly spaced: of evenly spaced ones, such as rings, the chart would mark some with rounded
        // labels instead of round numbers with true ones.
        line(chart, Threshold.HALF, new double[] {0, 0.15, 1}, new int[3]);
        line(chart, Threshold.SEVENTH, new double[] {0, 0.15, 1}, new int[3]);
        line(chart, Threshold.HALF_BIT, frequencies(curve), curve.pixels());
    }

    private static void line(XYChart chart, Threshold threshold, double[] frequencies, int[] pixels) {
        double[] values = Arrays.stream(pixels).mapToDouble(threshold::at).toArray();
        XYSeries line = add(chart, label(threshold), frequencies, values);
        line.setLineColor(Color.GRAY);
        line.setLineStyle(style(threshold));
    }

    private static double[] frequencies(FourierRingCorrelation curve) {
        return IntStream.range(0, curve.pixels().length)
                .mapToDouble(curve::fractionOfNyquist)
                .toArray();
    }

    private static XYSeries add(XYChart chart, String name, double[] frequencies, double[] values) {
        XYSeries series = chart.addSeries(name, frequencies, values);
        series.setMarker(SeriesMarkers.NONE);
        return series;
    }

    private static BasicStroke style(Threshold threshold) {
        return switch (threshold) {
            case HALF -> SeriesLines.SOLID;
            case SEVENTH -> SeriesLines.DASH_DASH;
            case HALF_BIT -> SeriesLines.DOT_DOT;
        };
    }

    private static String label(Threshold threshold) {
        return switch (threshold) {
            case HALF -> "1/2";
            case SEVENTH -> "1/7";
            case HALF_BIT -> "half-bit";
        };
    }
}
