package org.polyptych.bench;

import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.image.BufferedImage;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import org.polyptych.app.DemoScan;
import org.polyptych.app.report.Pictures;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The pictures of the pages in docs/engines: the demo's scan by every engine, with its defaults. Prints the error and the
 * time of each beside those of rpie in the same run.
 */
@Command(name = "EnginePictures", mixinStandardHelpOptions = true, description = "Makes the pictures of docs/engines.")
public final class EnginePictures implements Callable<Integer> {
    private static final int HEIGHT = 380;
    private static final String YARDSTICK = "rpie";

    @Option(names = "--folder", paramLabel = "DIR", description = "where they go (default docs/engines)")
    private Path folder = Path.of("docs/engines");

    @Option(names = "--engines", split = ",", description = "only these")
    private List<String> only = List.of();

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "a setting of one of them, as ptyinr.preset=fast")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EnginePictures()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(folder);
        Scan scan = DemoScan.simulate();
        double unit = seconds(scan, YARDSTICK);
        out.println("| engine | iterations | NRMSE of the object | time, rpie = 1 |\n|---|---|---|---|");
        for (EngineProvider engine : Engines.all()) {
            if (!engine.readyMade() || !only.isEmpty() && !only.contains(engine.name())) {
                continue;
            }
            try {
                Result result = run(scan, engine.name());
                ImageIO.write(
                        sideBySide(Pictures.phase(result), Pictures.probe(result)),
                        "png",
                        folder.resolve(engine.name() + ".png").toFile());
                double error = new AlignedProtocol()
                        .evaluate(Comparison.of(result, scan.truth().orElseThrow()))
                        .value("object.nrmse");
                out.printf(
                        "| %s | %d | %.3f | %.1f |%n",
                        engine.name(),
                        result.losses().length,
                        error,
                        result.provenance().seconds() / unit);
            } catch (BadInputException e) {
                out.printf("| %s | | %s | |%n", engine.name(), e.getMessage());
            }
            out.flush();
        }
        return 0;
    }

    private double seconds(Scan scan, String engine) {
        return run(scan, engine).provenance().seconds();
    }

    private Result run(Scan scan, String engine) {
        Map<String, String> own = new LinkedHashMap<>(settings);
        own.keySet().removeIf(key -> !key.startsWith(engine + "."));
        Reconstruction recipe = Reconstruction.with(engine, own);
        return recipe.run(recipe.prepare(scan), Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
    }

    private static BufferedImage sideBySide(BufferedImage left, BufferedImage right) {
        int leftWidth = left.getWidth() * HEIGHT / left.getHeight();
        int rightWidth = right.getWidth() * HEIGHT / right.getHeight();
        BufferedImage both = new BufferedImage(leftWidth + rightWidth, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = both.createGraphics();
        g.drawImage(left.getScaledInstance(leftWidth, HEIGHT, Image.SCALE_AREA_AVERAGING), 0, 0, null);
        g.drawImage(right.getScaledInstance(rightWidth, HEIGHT, Image.SCALE_AREA_AVERAGING), leftWidth, 0, null);
        g.dispose();
        return both;
    }
}
