package org.polyptych.bench.ptychopinn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.polyptych.bench.neural.TrainingLog;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.metrics.GlobalPhase;

/** The pictures of a report. */
final class Pictures {
    private static final int SHOWN = 330;

    private Pictures() {}

    /** Losses of what judges against time: a row for each field, a chart for each arm, since each has a loss of its own. */
    static void validation(Path file, Map<Training, List<TrainingLog.Round>> curves) throws IOException {
        ChartGrid grid = new ChartGrid();
        Field shown = null;
        for (var curve : curves.entrySet()) {
            Training training = curve.getKey();
            if (training.field() != shown) {
                grid.row();
                shown = training.field();
            }
            List<TrainingLog.Round> looks = curve.getValue().stream()
                    .filter(round -> Double.isFinite(round.validation()) && Double.isFinite(round.seconds()))
                    .toList();
            XYChart chart = grid.chart(shown.id() + ", " + training.arm().name(), "s", "validation loss");
            int colour = Plan.ARMS.indexOf(training.arm().name());
            grid.line(
                    chart,
                    training.arm().name(),
                    colour,
                    looks.stream().mapToDouble(TrainingLog.Round::seconds).toArray(),
                    looks.stream().mapToDouble(TrainingLog.Round::validation).toArray());
        }
        grid.write(file);
    }

    /** Figures against training time, and how far ours is before the others. */
    static void gap(Path file, Map<String, Progress> progress) throws IOException {
        ChartGrid grid = new ChartGrid();
        grid.row();
        XYChart mae = timed(grid, "amplitude, object never seen", "MAE");
        XYChart psnr = timed(grid, "amplitude, object never seen", "PSNR (dB, MAX 255)");
        XYChart frc = timed(grid, "amplitude, object never seen", "FRC50 (rings)");
        XYChart gap = timed(grid, Plan.OURS + " before the others", "dB");
        Progress ours = progress.get(Plan.OURS);
        progress.forEach((arm, p) -> {
            int colour = Plan.ARMS.indexOf(arm);
            grid.line(mae, arm, colour, p.seconds(), p.mae());
            grid.line(psnr, arm, colour, p.seconds(), p.psnr());
            grid.line(frc, arm, colour, p.seconds(), p.frc());
            if (ours != null && p != ours) {
                double[] before = new double[Math.min(ours.psnr().length, p.psnr().length)];
                Arrays.setAll(before, k -> ours.psnr()[k] - p.psnr()[k]);
                grid.line(gap, arm, colour, Arrays.copyOf(p.seconds(), before.length), before);
            }
        });
        mae.getStyler().setLegendVisible(true);
        grid.write(file);
    }

    private static XYChart timed(ChartGrid grid, String title, String y) {
        XYChart chart = grid.chart(title, "s of training", y);
        chart.getStyler().setXAxisMin(0.0);
        return chart;
    }

    /** PSNR against the error of the stage, and of the beam's direction. */
    static void robust(Path file, Map<String, Map<Disturbance, Double>> psnr) throws IOException {
        ChartGrid grid = new ChartGrid();
        grid.row();
        XYChart stage = grid.chart("the stage is not where it says", "px rms", "PSNR (dB, MAX 255)");
        XYChart beam = grid.chart("the beam's direction strays", "detector px rms", "PSNR (dB, MAX 255)");
        psnr.forEach((arm, values) -> {
            int colour = Plan.ARMS.indexOf(arm);
            line(grid, stage, arm, colour, values, Disturbance::stage, Disturbance::beam);
            line(grid, beam, arm, colour, values, Disturbance::beam, Disturbance::stage);
        });
        stage.getStyler().setLegendVisible(true);
        grid.write(file);
    }

    /** Of those that differ along one of the two. */
    private static void line(
            ChartGrid grid,
            XYChart chart,
            String arm,
            int colour,
            Map<Disturbance, Double> values,
            ToDoubleFunction<Disturbance> along,
            ToDoubleFunction<Disturbance> other) {
        List<Disturbance> points = values.keySet().stream()
                .filter(disturbance -> other.applyAsDouble(disturbance) == 0)
                .toList();
        grid.line(
                chart,
                arm,
                colour,
                points.stream().mapToDouble(along).toArray(),
                points.stream().mapToDouble(values::get).toArray());
    }

    /** Truth and what each arm found at the end, scaled by the mean; below, if the object has one, the phase. */
    static void found(Path folder, List<Training> trainings, Piece on, TrainingTask.Where where) throws IOException {
        Path kept = ScoringTask.truth(folder, on);
        Map<String, ComplexImage> found = new LinkedHashMap<>();
        for (Training training : trainings) {
            Path image = ScoringTask.image(
                    folder, ScoringTask.plain(training.end(), on, true, where).id());
            if (Files.exists(image) && Files.exists(kept)) {
                found.put(training.arm().name(), NpyFile.read(image).complexImages()[0]);
            }
        }
        if (found.isEmpty()) {
            return;
        }
        ComplexImage truth = NpyFile.read(kept).complexImages()[0];
        RealImage target = truth.amplitude();
        Mosaic mosaic = new Mosaic(SHOWN);
        mosaic.row();
        mosaic.add("truth", target, least(target), target.max());
        found.forEach((arm, image) -> {
            RealImage amplitude = byMean(image.amplitude(), target);
            mosaic.add(arm, amplitude, least(target), target.max());
        });
        if (on.field() != Field.LINES) {
            RealImage phase = truth.phase();
            double spread = phase.max() - least(phase);
            double middle = (phase.max() + least(phase)) / 2;
            mosaic.row();
            mosaic.add("truth, phase", phase, middle - spread / 2, middle + spread / 2);
            found.forEach((arm, image) -> mosaic.add(
                    arm + ", phase",
                    GlobalPhase.best(image, truth).phaseOf(image),
                    middle - spread / 2,
                    middle + spread / 2));
        }
        mosaic.write(folder.resolve("found-" + on.id() + ".png"));
    }

    private static double least(RealImage image) {
        double least = Double.POSITIVE_INFINITY;
        for (float value : image.values()) {
            least = Math.min(least, value);
        }
        return least;
    }

    private static RealImage byMean(RealImage image, RealImage target) {
        double factor = target.sum() / image.sum();
        RealImage scaled = image.copy();
        for (int i = 0; i < scaled.size(); i++) {
            scaled.values()[i] = (float) (factor * scaled.values()[i]);
        }
        return scaled;
    }
}
