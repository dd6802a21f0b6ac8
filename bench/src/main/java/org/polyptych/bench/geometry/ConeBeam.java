package org.polyptych.bench.geometry;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.polyptych.bench.Program;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Outcome;
import org.polyptych.engines.Reconstruction;
import org.polyptych.engines.RunControl;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Propagation;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.beam.BeamCurvature;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * What a measured cone beam says of its magnification and its distance: reconstructed from several magnifications, with the
 * distance as said and refined. The total magnification is that of the geometry times that of the probe's curvature.
 */
@Command(
        name = "ConeBeam",
        mixinStandardHelpOptions = true,
        description = "Refines the distance of a measured cone beam from several magnifications.")
public final class ConeBeam implements Callable<Integer> {
    @Parameters(paramLabel = "SCAN", description = "such as PETRAIII_P25_Near_Field_Ptycho.cxi")
    private Path file;

    @Option(names = "--engines", split = ",", description = "default ${DEFAULT-VALUE}")
    private List<String> engines = List.of("wasp*60", "rpie*60");

    @Option(names = "--magnifications", split = ",", description = "default ${DEFAULT-VALUE}")
    private List<Double> magnifications = List.of(290.0, 301.0, 306.7, 320.0);

    @Option(names = "--flat", description = "start from a probe whose wave is flat on the detector")
    private boolean flat;

    @Option(names = "--set", description = "a setting")
    private Map<String, String> settings = new LinkedHashMap<>(Map.of("stop.holdOut", "20"));

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Parallel.allProcessors();

    @Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] arguments) {
        Program.run(new ConeBeam(), arguments);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                "| engine | magnification said | distance | in m | +- | held-out loss | probe magnifies, down | right |"
                        + " in all, down | right | mean |");
        out.println("|---|---|---|---|---|---|---|---|---|---|---|");
        for (String engine : engines) {
            for (double magnification : magnifications) {
                Scan scan = ScanFiles.open(
                        file,
                        SettingsReader.read(
                                ReaderSettings.class,
                                ReaderSettings.GROUP,
                                Map.of("nearField", "true", "magnification", String.valueOf(magnification))));
                for (boolean refine : new boolean[] {false, true}) {
                    row(out, engine, magnification, run(scan, engine, refine), refine);
                }
            }
        }
        return 0;
    }

    private static void row(PrintWriter out, String engine, double said, Outcome outcome, boolean refined) {
        Result result = outcome.result();
        Geometry geometry = result.provenance().geometry();
        double[] more = BeamCurvature.of(
                        result.probe().mode(0), geometry.pixelHeight(), geometry.pixelWidth(), geometry.wavelength())
                .magnification(geometry.propagationDistance());
        out.printf(
                "| %s | %.1f | %s | %.4f | %.4f | %.5f | %.4f | %.4f | %.1f | %.1f | %.1f |%n",
                engine.replaceAll("\\*\\d+", ""),
                said,
                refined ? "refined" : "as said",
                geometry.distance(),
                refined ? result.found().getFirst().deviation() : 0,
                Arrays.stream(outcome.heldOutLosses()).min().orElse(Double.NaN),
                more[0],
                more[1],
                said * more[0],
                said * more[1],
                said * Math.sqrt(more[0] * more[1]));
        out.flush();
    }

    /** The root of the mean frame, brought back: without the curvature that the shifts of the frames give. */
    private static Probe flat(Scan scan) {
        int pixels = scan.mask().length;
        ComplexImage wave =
                ComplexImage.zeros(scan.frames().rows(), scan.frames().columns());
        for (int j = 0; j < scan.frames().count(); j++) {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < pixels; i++) {
                wave.re()[i] +=
                        scan.mask()[i] ? frame[i] * frame[i] / scan.frames().count() : 0;
            }
        }
        for (int i = 0; i < pixels; i++) {
            wave.re()[i] = (float) Math.sqrt(wave.re()[i]);
        }
        try (Fft2 fft = Fft2.of(wave.rows(), wave.columns())) {
            Propagation.of(scan.geometry()).spectrum().backward(wave, fft);
        }
        return Probe.of(wave);
    }

    private Outcome run(Scan scan, String engine, boolean refine) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (refine) {
            all.put("geometry.distance", "true");
        } else {
            all.keySet().removeIf(key -> key.startsWith("geometry."));
        }
        return Reconstruction.with(engine, all, OptionalInt.empty(), 1, threads)
                .run(
                        scan,
                        flat ? Optional.of(flat(scan)) : Optional.empty(),
                        Optional.empty(),
                        RunControl.of(Observer.NONE, () -> false));
    }
}
