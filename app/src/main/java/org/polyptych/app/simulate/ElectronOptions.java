package org.polyptych.app.simulate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.NamedRecord;
import org.polyptych.electron.multislice.PhaseSlices;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.FocalSpread;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.electron.structure.StructureFile;
import org.polyptych.physics.ElectronWave;
import org.polyptych.physics.Tilt;
import picocli.CommandLine.Option;

/** A microscope and the atoms in it. */
public final class ElectronOptions {
    private static final Set<String> OWN = Set.of(
            "--thickness",
            "--voltage",
            "--convergence",
            "--max-angle",
            "--defocus",
            "--aberrations",
            "--focal-spread",
            "--slice-thickness",
            "--tilt",
            "--phonons",
            "--factors");

    private static final Set<String> OF_XRAYS = Set.of(
            "--object",
            "--object-phase",
            "--amplitude-range",
            "--phase-range",
            "--pad-object",
            "--slice",
            "--slice-spacing",
            "--probe",
            "--pixel",
            "--energy",
            "--near-field",
            "--magnification");

    private static final double KILOVOLT = 1e3;
    private static final double MILLIRADIAN = 1e-3;

    @Option(
            names = "--structure",
            paramLabel = "FILE|NAME",
            description =
                    "Instead of --object and --probe: atoms for electrons to go through, from .cif or .xyz, or one of"
                            + " graphene, srtio3, wse2, particle, with settings behind a colon, such as srtio3:thickness=200.")
    private String structure;

    @Option(
            names = "--thickness",
            paramLabel = "LENGTH",
            description = "Of a crystal from a file, along the beam, such as 200A. Default: one cell.")
    private String thickness;

    @Option(names = "--voltage", paramLabel = "KV", description = "Acceleration voltage. Default: 200.")
    private double voltage = 200;

    @Option(names = "--convergence", paramLabel = "MRAD", description = "Semi-angle of the probe. Default: 20.")
    private double convergence = 20;

    @Option(
            names = "--max-angle",
            paramLabel = "MRAD",
            description =
                    "Angle that the edge of the detector sees; the pixel on the specimen is wavelength / (2 x angle)."
                            + " Default: three times the convergence.")
    private Double maxAngle;

    @Option(
            names = "--defocus",
            paramLabel = "LENGTH",
            description =
                    "Such as 100A or 20nm. Positive is underfocus, a focus behind the entrance plane. Default: 0A.")
    private String defocus = "0A";

    @Option(
            names = "--aberrations",
            paramLabel = "CNM=LENGTH[@DEG],...",
            description = "Aberrations to order 5 with their angles, such as C30=1.3mm,C12=5nm@30. Default: none.")
    private String aberrations;

    @Option(
            names = "--focal-spread",
            paramLabel = "LENGTH",
            description = "Standard deviation of the defocus by the spread of energies, such as 40A. Default: 0A.")
    private String focalSpread = "0A";

    @Option(
            names = "--slice-thickness",
            paramLabel = "LENGTH",
            description = "Of the slices of the specimen; the last is as thick as the others. Default: 2A.")
    private String sliceThickness = "2A";

    @Option(
            names = "--tilt",
            paramLabel = "MRAD,MRAD",
            description =
                    "How the specimen leans against the beam, down and to the right: atoms are moved by their depth"
                            + " times the tangents. Default: 0,0.")
    private String tilt = "0,0";

    @Option(
            names = "--phonons",
            paramLabel = "N",
            description = "Configurations of frozen phonons to average over; 0: one with atoms blurred by their"
                    + " displacements. Default: 0.")
    private int phonons;

    @Option(
            names = "--factors",
            paramLabel = "kirkland|lobato",
            description = "Parametrization of the scattering factors. Default: lobato.")
    private String factors = "lobato";

    public boolean given() {
        return structure != null;
    }

    /**
     * What does not go together.
     *
     * @param typed names of all options that were typed, the longest of each
     * @throws BadInputException if one of them would have no effect
     */
    public void check(Collection<String> typed) {
        for (String name : typed) {
            if (given() && OF_XRAYS.contains(name)) {
                throw new BadInputException("--structure makes a scan with electrons; leave out " + name
                        + " (docs/electron-simulate.md has the options of electrons)");
            }
            if (!given() && OWN.contains(name)) {
                throw new BadInputException(name + " is of electrons; say what they go through, with --structure");
            }
        }
    }

    String label() {
        return structure;
    }

    /** The atoms, and what was assumed of a file. */
    StructureFile structure() {
        OptionalDouble thick = thickness == null
                ? OptionalDouble.empty()
                : OptionalDouble.of(Typed.positive("--thickness", Typed.length("--thickness", thickness)));
        String name = NamedRecord.name(structure);
        boolean looksLikeFile = Files.exists(Path.of(structure)) || structure.matches(".*(/|\\.(cif|xyz)$).*");
        if (TestStructures.kinds().containsKey(name) || !looksLikeFile) {
            if (thick.isPresent()) {
                throw new BadInputException("--thickness is of crystals from files; --structure " + name
                        + " has settings of its own, behind a colon");
            }
            return new StructureFile(TestStructures.parse(structure), List.of());
        }
        return StructureFile.open(Path.of(structure), thick);
    }

    /** In volts. */
    double voltage() {
        return Typed.positive("--voltage", voltage) * KILOVOLT;
    }

    /** At the edge of the detector, in radians. */
    double maxAngle() {
        return Typed.positive("--max-angle", maxAngle == null ? 3 * convergence : maxAngle) * MILLIRADIAN;
    }

    Lens lens() {
        Aberrations all = aberrations == null ? Aberrations.NONE : Aberrations.parse(aberrations);
        double metres = Typed.length("--defocus", defocus);
        if (all.defocus() != 0 && metres != 0) {
            throw new BadInputException("--defocus and C10 of --aberrations say the same thing; leave one out");
        }
        return new Lens(
                Typed.positive("--convergence", convergence) * MILLIRADIAN,
                metres == 0 ? all : all.withDefocus(metres));
    }

    FocalSpread focalSpread() {
        return new FocalSpread(Typed.notNegative("--focal-spread", Typed.length("--focal-spread", focalSpread)));
    }

    PhaseSlices slices() {
        return new PhaseSlices(
                new ElectronWave(voltage()),
                Typed.positive("--slice-thickness", Typed.length("--slice-thickness", sliceThickness)),
                Typed.choice("--factors", factors, Parametrization.class));
    }

    Tilt tilt() {
        double[] angles = Typed.numbers("--tilt", tilt, 2, 2);
        if (!(Math.max(Math.abs(angles[0]), Math.abs(angles[1])) <= Tilt.MOST / MILLIRADIAN)) {
            throw new BadInputException(
                    "--tilt must be at most " + Tilt.MOST / MILLIRADIAN + " mrad, got '" + tilt + "'");
        }
        return new Tilt(angles[0] * MILLIRADIAN, angles[1] * MILLIRADIAN);
    }

    int phonons() {
        if (phonons < 0 || phonons > 10_000) {
            throw new BadInputException("--phonons must be 0 to 10000, got " + phonons);
        }
        return phonons;
    }

    /** For the scan's notes. */
    String note() {
        return "simulated: " + voltage + " kV, convergence " + convergence + " mrad, defocus " + defocus
                + (tilt().none() ? "" : ", specimen tilted by " + tilt + " mrad (down, right)")
                + ", aberrations " + (aberrations == null ? "none" : aberrations) + ", focal spread " + focalSpread
                + ", scattering factors " + factors;
    }
}
