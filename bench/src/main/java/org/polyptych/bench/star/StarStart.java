package org.polyptych.bench.star;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.polyptych.bench.Program;
import org.polyptych.bench.cells.CellFolder;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Task;
import org.polyptych.bench.cells.TrainingOptions;
import org.polyptych.bench.physics.Mosaic;
import org.polyptych.bench.ptychopinn.ChartGrid;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.metrics.GlobalPhase;
import org.polyptych.physics.metrics.Region;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Networks on the measured Siemens star: taught with the odd frames, asked about the even ones, and how many iterations a
 * classical engine saves that starts from their image, none or less than none included. Every training and every run is a cell
 * kept in a file; started again, the program goes on.
 */
@Command(
        name = "StarStart",
        mixinStandardHelpOptions = true,
        description = "Starts an engine on half of the star from the image of a network taught with the other half.")
public final class StarStart implements Callable<Integer> {
    private static final String SCAN = "real/siemens_star_aps_para.hdf5";
    private static final int SHOWN = 330;

    @Mixin
    private TrainingOptions options;

    @Option(names = "--arms", split = ",", description = "networks (default ${DEFAULT-VALUE})")
    private List<String> arms = List.of("ptychopinn", "ptychonn");

    @Option(names = "--engine", description = "that starts from their images (default ${DEFAULT-VALUE})")
    private String engine = "lsqml";

    @Option(names = "--iterations", description = "of it (default ${DEFAULT-VALUE})")
    private int iterations = 60;

    @Option(names = "--seconds", description = "of training of a network (default ${DEFAULT-VALUE})")
    private int seconds = 600;

    @Option(names = "--crop", description = "side that patterns are cut to (default ${DEFAULT-VALUE}; 0: not cut)")
    private int crop = 64;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new StarStart(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        StarHalf star = new StarHalf(
                options.data().resolve(SCAN), crop, options.out(), options.threads(), options.commit(), err);
        StartedTask flat = new StartedTask(Optional.empty(), engine, iterations, star);
        List<StartedTask> helped = arms.stream()
                .map(arm ->
                        new StartedTask(Optional.of(new HalfTraining(arm, seconds, star)), engine, iterations, star))
                .toList();
        List<Task> tasks = new ArrayList<>(List.of(flat));
        for (StartedTask task : helped) {
            tasks.add(task.training().orElseThrow());
            tasks.add(task);
        }
        options.run(tasks, err);
        Map<StartedTask, CellResult> results = new LinkedHashMap<>();
        for (StartedTask task : helped) {
            result(task).ifPresent(result -> results.put(task, result));
        }
        Optional<CellResult> plain = result(flat);
        if (plain.isPresent()) {
            spec.commandLine().getOut().println(markdown(plain.get(), results));
            chart(plain.get(), results);
            picture(flat, results.keySet());
        }
        return 0;
    }

    private Optional<CellResult> result(Task task) {
        return new CellFolder(options.out()).result(task.id(), task.recipe()).filter(result -> !result.failed());
    }

    private String markdown(CellResult plain, Map<StartedTask, CellResult> results) {
        StringBuilder text = new StringBuilder("| network | its own image: loss | ring correlation | iterations of ")
                .append(engine)
                .append(" | loss, flat start | loss, network's | saved, by loss | by ring correlation |\n")
                .append("|---|---|---|---|---|---|---|---|\n");
        results.forEach((task, result) -> {
            SavedIterations byLoss = SavedIterations.of(plain, result, StartedTask.LOSS);
            SavedIterations byAgreement = SavedIterations.of(plain, result, StartedTask.AGREEMENT);
            for (int n : new int[] {5, 10, 20, 40, iterations}) {
                if (n <= byLoss.plain().length) {
                    text.append(String.format(
                            Locale.ROOT,
                            "| %s | %.4f | %.3f | %d | %.5f | %.5f | %s | %s |%n",
                            task.start(),
                            byLoss.helped()[0],
                            byAgreement.helped()[0],
                            n,
                            byLoss.plain()[n - 1],
                            byLoss.helped()[n],
                            said(byLoss.after(n)),
                            said(byAgreement.after(n))));
                }
            }
        });
        return text.toString();
    }

    private String said(OptionalInt saved) {
        return saved.isPresent() ? String.valueOf(saved.getAsInt()) : "not reached in " + iterations;
    }

    private void chart(CellResult plain, Map<StartedTask, CellResult> results) throws IOException {
        ChartGrid grid = new ChartGrid();
        grid.row();
        XYChart loss = grid.chart("even frames, " + engine, "iteration", "loss");
        loss.getStyler().setYAxisLogarithmic(true).setLegendVisible(true);
        XYChart agreement = grid.chart("ring correlation with all frames", "iteration", "mean to half of Nyquist");
        XYChart saved = grid.chart("iterations saved, by loss", "iterations from a flat start", "saved");
        line(grid, loss, "flat", 0, SavedIterations.series(plain, StartedTask.LOSS, 1), 1);
        line(grid, agreement, "flat", 0, SavedIterations.series(plain, StartedTask.AGREEMENT, 1), 1);
        int colour = 1;
        for (var entry : results.entrySet()) {
            String name = "from " + entry.getKey().start();
            line(grid, loss, name, colour, SavedIterations.series(entry.getValue(), StartedTask.LOSS, 0), 0);
            line(grid, agreement, name, colour, SavedIterations.series(entry.getValue(), StartedTask.AGREEMENT, 0), 0);
            var curve = SavedIterations.of(plain, entry.getValue(), StartedTask.LOSS)
                    .curve();
            grid.line(saved, name, colour, curve.getKey(), curve.getValue());
            colour++;
        }
        grid.write(options.out().resolve("star-start-crop" + crop + ".png"));
    }

    private static void line(ChartGrid grid, XYChart chart, String name, int colour, double[] values, int from) {
        grid.line(
                chart,
                name,
                colour,
                IntStream.range(0, values.length).mapToDouble(k -> k + from).toArray(),
                values);
    }

    /** Phases of the middle: what the networks say, and what the engine made of it. */
    private void picture(StartedTask flat, Iterable<StartedTask> helped) throws IOException {
        Mosaic mosaic = new Mosaic(SHOWN);
        mosaic.row();
        add(mosaic, engine + "*" + iterations + ", flat start", options.out().resolve(flat.id() + ".h5"));
        for (StartedTask task : helped) {
            add(mosaic, task.start() + " alone", task.answer());
            add(
                    mosaic,
                    task.start() + "," + engine + "*" + iterations,
                    options.out().resolve(task.id() + ".h5"));
        }
        mosaic.write(options.out().resolve("star-start-found-crop" + crop + ".png"));
    }

    private static void add(Mosaic mosaic, String title, Path product) {
        ComplexImage image = ProductFile.read(product).specimen().image();
        int side = Math.min(image.rows(), image.columns()) / 2;
        ComplexImage middle = Region.central(image, side, side).of(image);
        // about 0, so that it is not cut where it turns over
        RealImage phase = GlobalPhase.best(middle, ComplexImage.constant(side, side, 1, 0))
                .phaseOf(middle);
        double low = Double.POSITIVE_INFINITY;
        for (float value : phase.values()) {
            low = Math.min(low, value);
        }
        mosaic.add(title, phase, low, phase.max());
    }
}
