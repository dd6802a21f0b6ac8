package org.polyptych.app.simulate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Units;
import org.polyptych.core.settings.NamedRecord;
import org.polyptych.io.ProbeFiles;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.ProbeDrift;
import org.polyptych.physics.simulation.probes.ProbeModes;
import org.polyptych.physics.simulation.probes.TestProbe;
import org.polyptych.physics.simulation.probes.TestProbes;
import picocli.CommandLine.Option;

/** The beam. */
public final class ProbeOptions {
    private static final double DEFAULT_COUNTS = 1e6;
    private static final double KEPT_POWER = 0.999;
    private static final String SAME = "true";

    @Option(
            names = "--probe",
            paramLabel = "FILE|NAME",
            description = "The beam: .npy, .npz, .h5, or one of zoneplate, mll, gaussian, disc, with settings behind a"
                    + " colon, such as zoneplate:zone=30,defocus=50.")
    private String probe;

    @Option(
            names = "--crop-probe",
            description = "Take the middle of a probe from a file that is larger than the frames.")
    private boolean crop;

    @Option(
            names = "--mode-powers",
            paramLabel = "P,P,...",
            description = "Make that many orthogonal modes with these shares of the power.")
    private String shares;

    @Option(
            names = "--source-size",
            paramLabel = "NM[,NM]",
            description = "Partial coherence: the source's image on the specimen is a Gaussian of this width (FWHM,"
                    + " down and right).")
    private String source;

    @Option(
            names = "--coherence-length",
            paramLabel = "NM[,NM]",
            description = "Partial coherence: a Gaussian-Schell beam of this coherence length on the specimen (sigma,"
                    + " down and right).")
    private String coherence;

    @Option(
            names = "--counts",
            paramLabel = "N",
            description = "Counts a frame has without an object: the probe's power. Default: that of a probe from a"
                    + " file, else 1e6. Noise that says how many counts there are overrides it.")
    private Double counts;

    @Option(
            names = "--probe-drift",
            paramLabel = "tilt=PX,defocus=UM,...",
            description = "A beam that changes during the scan: tilt (detector pixels that patterns move by), angle (of"
                    + " that way, degrees from right towards down), defocus (um along the beam), cycles (waves over the"
                    + " scan; 0: an even drift). Default: none.")
    private String drift;

    @Option(
            names = "--start-probe",
            paramLabel = "none|true|FILE|NAME",
            description = "The probe that comes with the scan as a start: none, the true one, or another. Default:"
                    + " none.")
    private String start = "none";

    /** A probe from a file, as it lies there. */
    Optional<Probe> fromFile() {
        if (probe == null) {
            throw new BadInputException("say what the beam is, with --probe FILE or --probe NAME (one of "
                    + String.join(", ", TestProbes.kinds().keySet()) + ")");
        }
        return isName(probe) ? Optional.empty() : Optional.of(ProbeFiles.open(Path.of(probe)));
    }

    private static boolean isName(String text) {
        boolean named = TestProbes.kinds().containsKey(NamedRecord.name(text));
        boolean looksLikeFile = Files.exists(Path.of(text)) || text.contains("/") || text.matches(".*\\.[a-z0-9]+");
        if (!named && !looksLikeFile) {
            TestProbes.parse(text);
        }
        return named;
    }

    /** The true beam, with its modes and its power. */
    Probe probe(XrayGeometry geometry, Optional<Probe> fromFile) {
        Probe beam = spread(fromFile.map(p -> fitted(p, geometry)).orElseGet(() -> drawn(probe, geometry)), geometry);
        return fromFile.isPresent() && counts == null ? beam : counted(beam);
    }

    /** With the counts that were said, else a million. */
    Probe counted(Probe beam) {
        return beam.withPower(counts == null ? DEFAULT_COUNTS : Typed.positive("--counts", counts));
    }

    /** The beam with the modes and the partial coherence that were said. */
    Probe spread(Probe coherent, Geometry geometry) {
        Probe beam = coherent;
        if (shares != null) {
            beam = ProbeModes.withShares(beam, wantedShares());
        }
        if (source != null) {
            double[] width = Typed.pair("--source-size", source);
            double nm = Units.METRES_PER_NANOMETRE;
            beam = ProbeModes.ofSource(beam, geometry, width[0] * nm, width[1] * nm, KEPT_POWER);
        }
        if (coherence != null) {
            double[] length = Typed.pair("--coherence-length", coherence);
            double nm = Units.METRES_PER_NANOMETRE;
            beam = ProbeModes.schell(beam, geometry, length[0] * nm, length[1] * nm, KEPT_POWER);
        }
        return beam;
    }

    /** How the beam changes from frame to frame. */
    ProbeDrift drift() {
        return drift == null
                ? ProbeDrift.NONE
                : NamedRecord.parse("--probe-drift", "drift:" + drift, Map.of("drift", ProbeDrift.class));
    }

    private double[] wantedShares() {
        return Typed.numbers("--mode-powers", shares, 1, 64);
    }

    /** What reconstructions start from. */
    Optional<Probe> start(Geometry geometry, Probe truth) {
        if (start.equals("none")) {
            return Optional.empty();
        }
        if (start.equals(SAME)) {
            return Optional.of(truth.copy());
        }
        Probe other = isName(start) ? drawn(start, geometry) : fitted(ProbeFiles.open(Path.of(start)), geometry);
        return Optional.of(other.withPower(truth.power()));
    }

    private static Probe drawn(String text, Geometry geometry) {
        if (!(geometry instanceof XrayGeometry xray)) {
            throw new BadInputException(
                    "'" + text + "' is a beam of X-rays; with --structure, --start-probe is none," + " true or a file");
        }
        TestProbe named = TestProbes.parse(text);
        return Probe.of(named.image(xray));
    }

    private Probe fitted(Probe file, Geometry geometry) {
        int rows = geometry.rows();
        int columns = geometry.columns();
        if (crop && file.rows() >= rows && file.columns() >= columns) {
            ComplexImage[] modes = new ComplexImage[file.modes()];
            for (int m = 0; m < modes.length; m++) {
                modes[m] =
                        file.mode(m).crop(file.rows() / 2 - rows / 2, file.columns() / 2 - columns / 2, rows, columns);
            }
            return Probe.of(modes);
        }
        if (file.rows() != rows || file.columns() != columns) {
            boolean larger = file.rows() >= rows && file.columns() >= columns;
            throw new BadInputException("the probe has " + file.rows() + " x " + file.columns() + " pixels, the frames"
                    + " have " + rows + " x " + columns + "; they must be the same"
                    + (larger ? " (--crop-probe takes the probe's middle)" : ""));
        }
        return file;
    }

    /** What reconstructions start from, for the scan's notes. */
    String startNote() {
        return start.equals("none")
                ? "simulated: no probe to start from comes with the scan"
                : "simulated: the probe to start from is " + (start.equals(SAME) ? "the true one" : start);
    }

    /** For the scan's notes. */
    List<String> notes(XrayGeometry geometry, Probe truth, Optional<Probe> fromFile) {
        List<String> notes = new ArrayList<>(List.of(
                "simulated: probe " + probe + ", " + truth.modes() + (truth.modes() == 1 ? " mode" : " modes"),
                startNote()));
        if (shares != null && fromFile.isPresent() && fromFile.get().modes() > wantedShares().length) {
            double dropped = ProbeModes.dropped(fitted(fromFile.get(), geometry), wantedShares().length);
            notes.add(String.format(
                    Locale.ROOT,
                    "simulated: of the %d modes of the probe file only the %d strongest are used, as --mode-powers"
                            + " says; the others hold %.3g%% of its power",
                    fromFile.get().modes(),
                    wantedShares().length,
                    100 * dropped));
        }
        return notes;
    }
}
