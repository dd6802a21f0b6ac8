package org.polyptych.app.simulate;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import org.polyptych.app.ScanSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.Noise;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.ShorterExposure;
import picocli.CommandLine.Option;

/** A scan that was measured, to be made worse. */
public final class MeasuredOptions {
    private static final Set<String> ALLOWED =
            Set.of("--measured", "--noise", "--seed", "--threads", "--output", "--overwrite", "--debug");

    @Option(
            names = "--measured",
            paramLabel = "SCAN",
            description = "Instead of --object and --probe: a scan of whole counts, or the word 'demo', for --noise"
                    + " thin:mean=N. Writes what a shorter exposure would have given.")
    private String measured;

    public boolean given() {
        return measured != null;
    }

    /**
     * What an exposure that is already made leaves to say.
     *
     * @param typed names of all options that were typed, the longest of each
     * @throws BadInputException if one of them would have no effect
     */
    public static void check(Collection<String> typed) {
        for (String name : typed) {
            if (!ALLOWED.contains(name)) {
                throw new BadInputException("--measured takes a scan that exists; leave out " + name
                        + " (only --noise, --seed, --threads, --output and --overwrite go with it)");
            }
        }
    }

    /** The scan with fewer counts. */
    public Scan thinned(DetectorOptions detector, long seed, int threads) {
        Noise noise = detector.noise();
        if (!(noise instanceof Noise.Thinning thinning)) {
            throw new BadInputException("--measured needs --noise thin:mean=N, got " + NoiseSpec.write(noise));
        }
        Scan scan = ScanSource.open(
                ScanSource.resolved(measured, Path.of("").toAbsolutePath()),
                SettingsReader.defaults(ReaderSettings.class));
        SimulationMemory.check(
                scan.frames().count(), 1, scan.frames().rows(), scan.frames().columns(), 1, 1, threads);
        try (Parallel parallel = new Parallel(threads)) {
            return ShorterExposure.of(scan, thinning, seed, parallel);
        }
    }
}
