package org.polyptych.neural.ptychopinn;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.RunSettings;
import org.polyptych.engines.StartingProbe;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/** Where the probe that a network is taught with comes from. */
public enum ProbeStart {
    /** The true one of a simulated scan, else the one found with the scan, else one made from its patterns. */
    AUTO,
    /** That of a simulated scan. */
    TRUTH,
    /** The one found with the scan. */
    FILE,
    /** Made from the patterns, as engines do. */
    DATA;

    /**
     * The probe of a scan, its power the mean counts of a frame.
     *
     * @param trainer its name, for messages
     * @param modes that it is to have; 0: those that it has, one if it is made from the patterns
     * @throws BadInputException if there is none such, or it does not fit the scan
     */
    Probe of(Scan scan, String trainer, int modes) {
        if (scan.beams().isPresent()) {
            throw new BadInputException(
                    scan.source() + ": frames with beams of their own; " + trainer + " learns with one beam a scan");
        }
        Optional<Probe> truth = scan.truth().map(Scan.Truth::probe);
        Optional<Probe> given =
                switch (this) {
                    case AUTO -> truth.or(scan::probe);
                    case TRUTH -> Optional.of(required(truth, scan, trainer, "true probe, since it is not simulated"));
                    case FILE -> Optional.of(required(scan.probe(), scan, trainer, "probe"));
                    case DATA -> Optional.empty();
                };
        RunSettings.ProbeSettings usual = SettingsReader.defaults(RunSettings.ProbeSettings.class);
        RunSettings.ProbeSettings settings = new RunSettings.ProbeSettings(
                modes > 0 ? modes : given.map(Probe::modes).orElse(1),
                1,
                false,
                RunSettings.Start.DATA,
                usual.support(),
                usual.power(),
                usual.centre(),
                usual.defocus());
        return StartingProbe.of(scan, settings, given.map(probe -> probe.variation(0)));
    }

    private static Probe required(Optional<Probe> probe, Scan scan, String trainer, String what) {
        return probe.orElseThrow(() -> new BadInputException(
                scan.source() + ": holds no " + what + "; set " + trainer + ".probe=auto or data"));
    }
}
