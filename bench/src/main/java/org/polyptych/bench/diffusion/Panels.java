package org.polyptych.bench.diffusion;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.BadInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Figures 2 and 3 of the paper as panels: what methods found of one object at 74, 66 and 62% of overlap, and at 50, 44, 38 and
 * 20%, beside the truth. The paper shows objects of its own, which are not public; here it is one of the 50. Objects found are
 * kept beside the cells, so that pictures can be made again.
 */
@Command(
        name = "Panels",
        mixinStandardHelpOptions = true,
        description = "Draws what methods found of one object, overlap by overlap.")
public final class Panels implements Callable<Integer> {
    /** The overlaps of a figure, and the methods that it has beside the truth. */
    enum Figure {
        FIGURE2(List.of(74, 66, 62), List.of("rpie", "awf", "diffusion")),
        FIGURE3(List.of(50, 44, 38, 20), List.of("rpie", "awf", "unet", "diffusion"));

        private final List<Integer> percents;
        private final List<String> methods;

        Figure(List<Integer> percents, List<String> methods) {
            this.percents = percents;
            this.methods = methods;
        }

        List<Overlap> overlaps() {
            return percents.stream().map(Overlap::of).toList();
        }
    }

    @Mixin
    private CellOptions options;

    @Option(names = "--figures", split = ",", description = "of figure2, figure3 (default: both)")
    private List<Figure> figures = List.of(Figure.values());

    @Option(names = "--object", description = "its kind: cells (default) or circuits")
    private Subject subject = Subject.CELLS;

    @Option(names = "--patch", description = "number of the object, 0 to 49 (default 0)")
    private int patch;

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = "recipes in place of the paper's methods; repeatable (default: rpie, awf, unet in figure 3,"
                    + " diffusion)")
    private List<String> engines = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "where the pictures go (default: the folder of the cells)")
    private Path out;

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new Panels(), arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (patch < 0 || patch >= TestPatch.COUNT) {
            throw new BadInputException("--patch must be 0 to " + (TestPatch.COUNT - 1) + ", got " + patch);
        }
        for (Figure figure : figures) {
            List<ImageTask> tasks = tasks(figure);
            options.run(tasks, spec.commandLine().getErr());
            draw(figure, tasks);
        }
        return 0;
    }

    private List<String> methods(Figure figure) {
        return engines.isEmpty() ? figure.methods : engines;
    }

    /** Methods that are not for an overlap, such as a U-Net that was not taught at it, have none there. */
    private List<ImageTask> tasks(Figure figure) {
        Methods methods = Methods.only(options.recipes, methods(figure), options.models());
        List<ImageTask> tasks = new ArrayList<>();
        for (Overlap overlap : figure.overlaps()) {
            List<PatchCell> cells = methods.cells(overlap, Placement.CENTRED, options.beam, subject.piece(patch));
            options.tasks(cells).forEach(task -> tasks.add(new ImageTask(task, options.cells)));
        }
        return tasks;
    }

    private void draw(Figure figure, List<ImageTask> tasks) throws IOException {
        PanelsPicture picture = new PanelsPicture(subject.piece(patch).load(options.data));
        for (Overlap overlap : figure.overlaps()) {
            picture.overlap(overlap);
            for (String method : methods(figure)) {
                tasks.stream()
                        .filter(task -> task.patch().cell().overlap().equals(overlap)
                                && task.recipe().name().equals(method))
                        .findFirst()
                        .flatMap(task -> options.folder()
                                .result(task.id(), task.recipe())
                                .filter(result -> !result.failed() && Files.exists(task.image()))
                                .map(result -> new PanelsPicture.Found(
                                        task.read(),
                                        result.score("object.nrmse").orElse(Double.NaN))))
                        .ifPresentOrElse(found -> picture.add(method, found), () -> picture.none(method));
            }
        }
        Path folder = out == null ? options.cells : out;
        Files.createDirectories(folder);
        String kind = subject == Subject.CELLS ? "" : subject.text() + "-";
        String name = kind + figure.name().toLowerCase(Locale.ROOT) + ".png";
        picture.write(folder.resolve(name));
        spec.commandLine().getOut().println(folder.resolve(name));
    }
}
