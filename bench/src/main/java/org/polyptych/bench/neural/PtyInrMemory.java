package org.polyptych.bench.neural;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Reconstruction;
import org.polyptych.neural.torch.NativeMemory;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/**
 * Steps of engine {@code ptyinr} on a small scan, ten thousand unless told otherwise, on one thread, and what is in use
 * outside Java's heap on the way (glibc's mallinfo2), and how much of the process lies in memory.
 *
 * <pre>PtyInrMemory [steps=10000] [ptyinr.KEY=VALUE ...]</pre>
 */
public final class PtyInrMemory {
    /** Where it looks, as shares of all steps. */
    private static final List<Double> AT = List.of(0.05, 0.25, 0.5, 0.75, 1.0);

    private static final int SIDE = 32;
    private static final int FRAMES = 4;
    private static final double STEP = 6;
    private static final double PIXEL = 1e-8;
    private static final double MB = 1e6;

    private PtyInrMemory() {}

    public static void main(String[] arguments) {
        Map<String, String> settings = new HashMap<>(Map.of("ptyinr.preset", "fast", "ptyinr.width", "32"));
        int steps = 10_000;
        for (String pair : arguments) {
            String key = pair.substring(0, pair.indexOf('='));
            String value = pair.substring(pair.indexOf('=') + 1);
            if (key.equals("steps")) {
                steps = Integer.parseInt(value);
            } else {
                settings.put(key, value);
            }
        }
        settings.putIfAbsent("ptyinr.decayOver", String.valueOf(steps));
        PrintStream out = System.out;
        out.println(settings);
        out.println("| steps | in use outside the heap, MB | resident, MB | loss |");
        out.println("|---|---|---|---|");
        long begin = System.nanoTime();
        try (EngineSession session =
                Reconstruction.with("ptyinr", settings, steps, 1, 1).begin(scan())) {
            for (double share : AT) {
                double loss = 0;
                while (session.completed() < share * steps) {
                    loss = session.step().loss();
                }
                out.printf(
                        Locale.ROOT,
                        "| %d | %.2f | %.0f | %.2e |%n",
                        session.completed(),
                        NativeMemory.inUse().orElse(0) / MB,
                        NativeMemory.resident().orElse(0) / MB,
                        loss);
            }
        }
        out.printf(Locale.ROOT, "%.1f s%n", (System.nanoTime() - begin) * 1e-9);
    }

    private static Scan scan() {
        XrayGeometry geometry = new XrayGeometry(SIDE, SIDE, PIXEL, PIXEL, 8800, 1);
        Positions positions = new Raster(FRAMES, FRAMES, STEP, STEP).positions(geometry, 1);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("grf").image(needed[0], needed[1], 1, 1), geometry, positions);
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0,defocus=6").image(geometry))
                .withPower(1e5);
        return Simulation.of(geometry, specimen, beam, positions)
                .startingProbe(beam)
                .run();
    }
}
