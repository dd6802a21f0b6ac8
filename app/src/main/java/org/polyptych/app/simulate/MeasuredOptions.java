package org.polyptych.app.simulate;

import java.nio.file.Path;
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
    @Option(
            names = "--measured",
            paramLabel = "SCAN",
            description = "Instead of --object and --probe: a scan of whole counts, or the word 'demo', for --noise"
                    + " thin:mean=N. Writes what a shorter exposure would have given.")
    private String measured;

    public boolean given() {
        return measured != null;
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
        MemoryNeed.check(
                scan.frames().count(), scan.frames().rows(), scan.frames().columns(), 1, 1, threads);
        try (Parallel parallel = new Parallel(threads)) {
            return ShorterExposure.of(scan, thinning, seed, parallel);
        }
    }
}
