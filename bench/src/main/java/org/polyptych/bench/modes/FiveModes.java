package org.polyptych.bench.modes;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.app.report.PngFile;
import org.polyptych.bench.Program;
import org.polyptych.core.Parallel;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Evaluation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Five real modes simulated and recovered: principal angles between the space found and the true one, and the powers. A
 * row for each engine and noise, kept in a file of its own; a row whose file is there is not computed again.
 */
@Command(name = "FiveModes", mixinStandardHelpOptions = true, description = "Recovers the five modes of a real beam.")
public final class FiveModes implements Callable<Integer> {
    @Option(names = "--data", required = true, description = "the folder of the test data")
    private Path data;

    @Option(names = "--cells", required = true, description = "where the row of each run is kept")
    private Path cells;

    @Option(names = "--chains", split = ";", description = "engines or chains with iterations, such as dm*300;rpie*300")
    private List<String> chains = List.of("dm*600", "rpie*600", "lsqml*600", "ad*600");

    @Option(names = "--noise", split = ";", description = "default ${DEFAULT-VALUE}")
    private List<String> noises = List.of("none", "poisson:perframe=1e7");

    @Option(names = "--set", description = "settings of engines, KEY=VALUE")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--frame",
            description = "edge of a frame in pixels, 112 is the whole probe (default ${DEFAULT-VALUE})")
    private int frame = 112;

    @Option(names = "--across", description = "frames in a line, and lines (default ${DEFAULT-VALUE})")
    private int across = 20;

    @Option(names = "--step", description = "in pixels (default ${DEFAULT-VALUE})")
    private double step = 5;

    @Option(names = "--threads", description = "default all")
    private int threads = Parallel.allProcessors();

    @Option(names = "--picture", description = "true modes above, those found by the last row below")
    private Optional<Path> picture = Optional.empty();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new FiveModes(), arguments);
    }

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(cells);
        out.println("| engine | noise | principal angles, degrees | power outside | shares of the power found |"
                + " object NRMSE | s |\n|---|---|---|---|---|---|---|");
        for (String noise : noises) {
            Scan scan = new BeamOfModes(data, frame, across, step).scan(noise);
            out.printf(
                    "| truth | %s | | | %s | | |%n",
                    noise, shares(scan.truth().orElseThrow().probe()));
            for (String chain : chains) {
                Path cell = cells.resolve(name(chain, noise) + ".txt");
                if (!Files.exists(cell) || picture.isPresent()) {
                    Files.writeString(cell, row(scan, chain, noise));
                }
                out.println(Files.readString(cell).strip());
                out.flush();
            }
        }
        return 0;
    }

    private String name(String chain, String noise) {
        String all = chain + " " + noise + " " + settings + " " + frame + " " + across + " " + step;
        return all.replaceAll("[^A-Za-z0-9.]+", "-");
    }

    private String row(Scan scan, String chain, String noise) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("probe.modes", "5");
        Result result = Reconstruction.with(chain, all, OptionalInt.empty(), 1, threads)
                .run(scan, Optional.empty(), Optional.empty(), Observer.NONE, () -> false);
        Comparison comparison = Comparison.of(result, scan.truth().orElseThrow());
        Evaluation evaluation = new AlignedProtocol().evaluate(comparison);
        List<String> angles = new ArrayList<>();
        for (int k = 1; evaluation.has("probe.modes.angle." + k); k++) {
            angles.add(String.format(Locale.ROOT, "%.2f", evaluation.value("probe.modes.angle." + k)));
        }
        if (picture.isPresent()) {
            PngFile.write(
                    picture.get(), ModesPicture.of(scan.truth().orElseThrow().probe(), result.probe(), noise, chain));
        }
        return String.format(
                Locale.ROOT,
                "| `%s` | %s | %s | %.2e | %s | %.4f | %.0f |%n",
                chain,
                noise,
                String.join(", ", angles),
                1 - evaluation.value("probe.modes.captured"),
                shares(result.probe()),
                evaluation.value("object.nrmse"),
                result.provenance().seconds());
    }

    private static String shares(Probe probe) {
        Probe sorted = probe.orthogonalised();
        List<String> shares = new ArrayList<>();
        for (int m = 0; m < sorted.modes(); m++) {
            shares.add(String.format(Locale.ROOT, "%.4f", sorted.mode(m).power() / sorted.power()));
        }
        return String.join(", ", shares);
    }
}
