package org.polyptych.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The loss after each iteration, on a logarithmic axis where all of it is above 0. */
final class LossChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;
    private static final Color LINE = new Color(0x1F5FA8);
    private static final Color FAINT = new Color(0xE1E5EB);

    private LossChart() {}

    /** @param losses at least one finite value; values that are not finite are left out */
    static BufferedImage of(double[] losses, String lossName) {
        Typeface.check();
        List<Double> iterations = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int k = 0; k < losses.length; k++) {
            if (Double.isFinite(losses[k])) {
                iterations.add(k + 1.0);
                values.add(losses[k]);
            }
        }
        boolean logarithmic = values.stream().allMatch(value -> value > 0);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Loss")
                .xAxisTitle("iteration")
                .yAxisTitle(lossName)
                .build();
        var styler = chart.getStyler();
        styler.setYAxisLogarithmic(logarithmic);
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(Figure.PAPER);
        styler.setPlotBackgroundColor(Figure.PAPER);
        styler.setPlotBorderColor(FAINT);
        styler.setPlotGridLinesColor(FAINT);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setChartFontColor(Figure.INK);
        styler.setAxisTickLabelsColor(Figure.INK);
        styler.setAxisTickMarksColor(Figure.INK);
        styler.setChartTitleFont(Typeface.TITLE.deriveFont(16f));
        styler.setChartTitleBoxVisible(false);
        styler.setAxisTitleFont(Typeface.TEXT.deriveFont(14f));
        styler.setAxisTickLabelsFont(Typeface.SMALL.deriveFont(13f));
        styler.setChartPadding(14);
        styler.setXAxisMin(values.size() > 1 ? 1.0 : 0.0);
        styler.setXAxisDecimalPattern("#");
        if (!logarithmic) {
            styler.setYAxisDecimalPattern("0.###E0");
        }
        var series = chart.addSeries("loss", iterations, values);
        series.setLineColor(LINE);
        series.setLineWidth(2.2f);
        series.setMarker(values.size() > 40 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        series.setMarkerColor(LINE);
        return sharp(chart);
    }

    /** Drawn at twice the size, so that letters stay crisp on fine screens. */
    private static BufferedImage sharp(XYChart chart) {
        BufferedImage image = new BufferedImage(2 * WIDTH, 2 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = Typeface.graphics(image);
        g.scale(2, 2);
        chart.paint(g, WIDTH, HEIGHT);
        g.dispose();
        return image;
    }
}
