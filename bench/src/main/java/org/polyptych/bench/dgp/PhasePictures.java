package org.polyptych.bench.dgp;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.Styler;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.bench.ptychopinn.ChartGrid;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;

/** Phases that runs have found beside the true ones, as pictures, and their spectra as charts; a row for each trial. */
final class PhasePictures {
    private static final int SHOWN = 300;

    private PhasePictures() {}

    /** The scanned rectangle, all of a row on one scale, that of the truth. */
    static void phases(Path file, Done done, Where where) throws IOException {
        if (done.good().isEmpty()) {
            return;
        }
        Mosaic mosaic = new Mosaic(SHOWN);
        for (Map.Entry<JudgedTrial, List<Run>> row : done.byTrial().entrySet()) {
            PhaseJudge judge = judge(row.getKey(), where);
            mosaic.row();
            boolean first = true;
            for (Run run : row.getValue()) {
                PhasePair pair = judge.pair(run.result().specimen());
                double[] range = range(pair.truePhase());
                if (first) {
                    mosaic.add(row.getKey().id() + ": truth", pair.truePhase(), range[0], range[1]);
                    first = false;
                }
                mosaic.add(run.recipe().name() + ", seed " + run.seed(), pair.phase(), range[0], range[1]);
            }
        }
        mosaic.write(file);
    }

    /** Radial means, from 1 cycle over the rectangle on. */
    static void spectra(Path file, Done done, Where where) throws IOException {
        ChartGrid grid = new ChartGrid();
        for (Map.Entry<JudgedTrial, List<Run>> row : done.byTrial().entrySet()) {
            PhaseJudge judge = judge(row.getKey(), where);
            grid.row();
            XYChart chart = grid.chart(row.getKey().id(), "1/A", "mean power of the phase");
            chart.getStyler()
                    .setYAxisLogarithmic(true)
                    .setLegendVisible(true)
                    .setLegendPosition(Styler.LegendPosition.InsideSW);
            int colour = 0;
            for (Run run : row.getValue()) {
                PhasePair pair = judge.pair(run.result().specimen());
                if (colour == 0) {
                    line(grid, chart, "truth", colour++, pair.truePhase(), pair);
                }
                line(grid, chart, run.recipe().name(), colour++, pair.phase(), pair);
            }
        }
        grid.write(file);
    }

    private static void line(ChartGrid grid, XYChart chart, String name, int colour, RealImage phase, PhasePair pair) {
        PowerSpectrum spectrum = PowerSpectrum.of(phase, pair.pixelHeight(), pair.pixelWidth());
        double[] means = spectrum.means();
        int[] rings =
                IntStream.range(1, means.length).filter(ring -> means[ring] > 0).toArray();
        grid.line(
                chart,
                name,
                colour,
                Arrays.stream(rings)
                        .mapToDouble(ring -> ring * spectrum.ringStep())
                        .toArray(),
                Arrays.stream(rings).mapToDouble(ring -> means[ring]).toArray());
    }

    /** {@link DepthSection} of each, the beam coming from above; black and white are the least and the greatest phase of each. */
    static void sections(Path file, Done done, Where where) throws IOException {
        if (done.good().isEmpty()) {
            return;
        }
        Mosaic mosaic = new Mosaic(SHOWN);
        for (Map.Entry<JudgedTrial, List<Run>> row : done.byTrial().entrySet()) {
            DepthJudge judge = (DepthJudge) row.getKey().judge(where.scan(row.getKey()), where);
            mosaic.row();
            for (Run run : row.getValue()) {
                Result result = run.result();
                RealImage section = DepthSection.of(result.specimen(), judge.columns(), result.positions());
                double[] range = range(section);
                mosaic.add(
                        String.format(
                                Locale.ROOT, "%s, %.1f A wide", run.recipe().name(), DepthSection.side(result)),
                        section,
                        range[0],
                        range[1]);
            }
        }
        mosaic.write(file);
    }

    private static PhaseJudge judge(JudgedTrial trial, Where where) {
        return trial.judge(where.scan(trial), where).phase();
    }

    private static double[] range(RealImage image) {
        double least = Double.POSITIVE_INFINITY;
        for (float value : image.values()) {
            least = Math.min(least, value);
        }
        return new double[] {least, Math.max(image.max(), least + 1e-6)};
    }
}
