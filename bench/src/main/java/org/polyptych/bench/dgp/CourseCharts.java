package org.polyptych.bench.dgp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;
import org.polyptych.bench.ptychopinn.ChartGrid;

/** How runs went: a row of charts for each trial, a line for each run. */
final class CourseCharts {
    private CourseCharts() {}

    /**
     * What a chart shows.
     *
     * @param key of the figure
     * @param title of the chart
     * @param bySeconds against seconds, on a logarithmic axis, or else against iterations
     * @param logarithmic whether the figure is shown so; it must be above 0 then
     */
    record Shown(String key, String title, boolean bySeconds, boolean logarithmic) {
        static Shown byIterations(String key, String title) {
            return new Shown(key, title, false, false);
        }

        static Shown bySeconds(String key, String title) {
            return new Shown(key, title, true, false);
        }

        static Shown loss(String key, String title) {
            return new Shown(key, title, false, true);
        }
    }

    /** Draws nothing where there is nothing. */
    static void write(Path file, Done done, List<Shown> shown) throws IOException {
        ChartGrid grid = new ChartGrid();
        for (Map.Entry<JudgedTrial, List<Run>> row : done.byTrial().entrySet()) {
            grid.row();
            for (Shown one : shown) {
                XYChart chart = grid.chart(
                        row.getKey().id(), one.bySeconds() ? "s, pretraining included" : "iterations", one.title());
                chart.getStyler()
                        .setXAxisLogarithmic(one.bySeconds())
                        .setYAxisLogarithmic(one.logarithmic())
                        .setLegendVisible(one == shown.getFirst())
                        .setLegendPosition(Styler.LegendPosition.InsideSE);
                int colour = 0;
                for (Run run : row.getValue()) {
                    Course.Line line = run.course().line(one.key());
                    grid.line(
                            chart,
                            run.recipe().name() + ", seed " + run.seed(),
                            colour++,
                            one.bySeconds() ? line.seconds() : line.iterations(),
                            line.values());
                }
            }
        }
        grid.write(file);
    }
}
