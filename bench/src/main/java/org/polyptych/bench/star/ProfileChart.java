package org.polyptych.bench.star;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.polyptych.bench.StarSpokes;
import org.polyptych.core.RealImage;

/** Phases along an arc across the spokes, a row of charts for each selection of frames, one chart a radius. */
final class ProfileChart {
    private static final int WIDTH = 620;
    private static final int HEIGHT = 300;

    /** So many spokes are shown. */
    private static final int SPOKES = 6;

    private final StarSpokes star;
    private final double[] radii;
    private final List<BufferedImage> charts = new ArrayList<>();

    /** Circles that reach beyond the pictures are left out. */
    ProfileChart(StarSpokes star, double[] radii) {
        this.star = star;
        this.radii = Arrays.stream(radii).filter(r -> r <= star.reach()).toArray();
    }

    /** @param phases the first one, which the others are to resemble, is drawn in grey */
    void row(String title, Map<String, RealImage> phases) {
        for (double radius : radii) {
            XYChart chart = new XYChartBuilder()
                    .width(WIDTH)
                    .height(HEIGHT)
                    .title(String.format(Locale.ROOT, "%s, radius %.0f px", title, radius))
                    .xAxisTitle("angle (degrees)")
                    .yAxisTitle("phase (rad)")
                    .build();
            chart.getStyler().setXAxisDecimalPattern("0").setYAxisDecimalPattern("0.0");
            chart.getStyler().setChartBackgroundColor(Color.WHITE);
            chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
            String first = phases.keySet().iterator().next();
            phases.forEach((name, phase) -> {
                double[] profile = Profile.of(star, phase, radius);
                int count = Math.min(
                        profile.length, profile.length * SPOKES / star.centre().spokes());
                double[] angles = IntStream.range(0, count)
                        .mapToDouble(i -> 360.0 * i / profile.length)
                        .toArray();
                var series = chart.addSeries(name, angles, Arrays.copyOf(profile, count));
                series.setMarker(SeriesMarkers.NONE);
                if (name.equals(first)) {
                    series.setLineColor(Color.GRAY).setLineWidth(4);
                }
            });
            charts.add(BitmapEncoder.getBufferedImage(chart));
        }
    }

    void write(Path file) throws IOException {
        if (charts.isEmpty()) {
            return;
        }
        int rows = charts.size() / radii.length;
        BufferedImage all = new BufferedImage(radii.length * WIDTH, rows * HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        for (int k = 0; k < charts.size(); k++) {
            g.drawImage(charts.get(k), k % radii.length * WIDTH, k / radii.length * HEIGHT, null);
        }
        g.dispose();
        ImageIO.write(all, "png", file.toFile());
    }
}
