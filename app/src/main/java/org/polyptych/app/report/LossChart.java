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

/** The loss after each iteration. */
final class LossChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 400;

    /** XChart labels every value where all are equally far apart; this little makes it choose round ones. */
    private static final double UNEVEN = 1e-4;

    /** More than the chart has pixels; of longer runs every second, third, ... iteration is drawn. */
    private static final int MOST_POINTS = 2000;

    private static final double LEAST_FALL = 30;
    private static final Color LINE = new Color(0x1F5FA8);
    private static final Color FAINT = new Color(0xE1E5EB);

    private LossChart() {}

    /** @param losses at least one finite value; values that are not finite are left out */
    static BufferedImage of(double[] losses, String lossName) {
        Typeface.check();
        List<Double> iterations = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int stride = 1 + losses.length / MOST_POINTS;
        for (int k = 0; k < losses.length; k++) {
            boolean shown = k % stride == 0 || k == losses.length - 1;
            if (shown && Double.isFinite(losses[k])) {
                iterations.add(k == 0 ? 1 + UNEVEN : k + 1);
                values.add(losses[k]);
            }
        }
        boolean logarithmic = logarithmic(losses);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
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
        styler.setChartTitleVisible(false);
        styler.setAxisTitleFont(Typeface.TEXT.deriveFont(14f));
        styler.setAxisTickLabelsFont(Typeface.SMALL.deriveFont(13f));
        styler.setChartPadding(14);
        styler.setXAxisMin(values.size() > 1 ? 1.0 : 0.0);
        styler.setXAxisDecimalPattern("#");
        styler.setXAxisTickMarkSpacingHint(90);
        styler.setPlotMargin(0);
        styler.setYAxisTickLabelsFormattingFunction(value -> Quantity.text(value, 6));
        var series = chart.addSeries("loss", iterations, values);
        series.setLineColor(LINE);
        series.setLineWidth(2.2f);
        series.setMarker(values.size() > 40 ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE);
        series.setMarkerColor(LINE);
        return sharp(chart);
    }

    /**
     * Whether the axis is logarithmic: where the loss is above 0 and falls far enough for at least one power of ten,
     * the only values that XChart writes there.
     */
    static boolean logarithmic(double[] losses) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double loss : losses) {
            if (Double.isFinite(loss)) {
                low = Math.min(low, loss);
                high = Math.max(high, loss);
            }
        }
        return low > 0 && high >= LEAST_FALL * low;
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
