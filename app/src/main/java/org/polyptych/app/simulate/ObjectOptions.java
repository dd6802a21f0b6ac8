package org.polyptych.app.simulate;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.Units;
import org.polyptych.core.settings.NamedRecord;
import org.polyptych.io.PictureFile;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.simulation.objects.TestObjects;
import picocli.CommandLine.Option;

/** What lies in the beam. */
public final class ObjectOptions {
    @Option(
            names = "--object",
            paramLabel = "FILE|NAME",
            description = "What lies in the beam: complex .npy, .npz or .h5; a grey picture .png or .tiff (the"
                    + " amplitude); or one of star, letters, cells, circuit, lines, grf, with settings behind a colon,"
                    + " such as star:spokes=20.")
    private String object;

    @Option(
            names = "--object-phase",
            paramLabel = "FILE",
            description = "A picture with the phase of an object whose amplitude is the picture --object.")
    private Path phaseFile;

    @Option(
            names = "--amplitude-range",
            paramLabel = "MIN,MAX",
            description = "Amplitudes of black and white; needed for pictures of whole numbers.")
    private String amplitudeRange;

    @Option(
            names = "--phase-range",
            paramLabel = "MIN,MAX",
            description = "Phases of black and white in rad. Without --object-phase the one picture is the phase too.")
    private String phaseRange;

    @Option(
            names = "--pad-object",
            description = "Fill an object from a file that is too small with zeros on the right and at the bottom.")
    private boolean pad;

    @Option(
            names = "--slice",
            paramLabel = "FILE|NAME",
            description = "A further slice of a thick object, behind the one before: complex .npy, .npz or .h5 of the"
                    + " object's size, or a named object. May be given several times; needs --slice-spacing.")
    private List<String> slices = List.of();

    @Option(
            names = "--slice-spacing",
            paramLabel = "UM[,UM...]",
            description =
                    "Distance from each slice to the next in micrometres; one number for all, or one for each gap.")
    private String spacing;

    /** Metres from each slice to the next; empty for a thin object. */
    double[] spacing() {
        if (slices.isEmpty()) {
            if (spacing != null) {
                throw new BadInputException(
                        "--slice-spacing is the distance of slices; give them with --slice FILE|NAME");
            }
            return new double[0];
        }
        if (spacing == null) {
            throw new BadInputException("--slice needs the distance of the slices, with --slice-spacing UM");
        }
        double[] given = Typed.numbers("--slice-spacing", spacing, 1, slices.size());
        if (given.length != 1 && given.length != slices.size()) {
            throw new BadInputException("--slice-spacing must be one number or one for each of the " + slices.size()
                    + " gaps, got '" + spacing + "'");
        }
        double[] metres = new double[slices.size()];
        for (int s = 0; s < metres.length; s++) {
            metres[s] =
                    Typed.positive("--slice-spacing", given[given.length == 1 ? 0 : s]) * Units.METRES_PER_MICROMETRE;
        }
        return metres;
    }

    /**
     * The first slice and those behind it, all of its size.
     *
     * @param scale pixels of the drawing for one of the reconstruction
     */
    ComplexImage[] behind(ComplexImage first, int scale, long seed) {
        ComplexImage[] all = new ComplexImage[1 + slices.size()];
        all[0] = first;
        for (int s = 1; s < all.length; s++) {
            all[s] = slice(slices.get(s - 1), first, scale, seed + s);
        }
        return all;
    }

    private static ComplexImage slice(String named, ComplexImage first, int scale, long seed) {
        if (TestObjects.kinds().containsKey(NamedRecord.name(named))) {
            return TestObjects.parse(named).image(first.rows(), first.columns(), scale, seed);
        }
        Specimen specimen = SpecimenFiles.open(Path.of(named), 1, 1, 0, 0);
        ComplexImage image = specimen.image();
        if (specimen.slices() > 1 || image.rows() != first.rows() || image.columns() != first.columns()) {
            throw new BadInputException(named + ": " + specimen.slices() + " slices of " + image.rows() + " x "
                    + image.columns() + " pixels; expected one of the first slice's size, " + first.rows() + " x "
                    + first.columns());
        }
        return image;
    }

    boolean pads() {
        return pad;
    }

    String label() {
        return object;
    }

    /** The image of a file; empty for a named object, which is drawn when its size is known. */
    Optional<ComplexImage> fromFile() {
        if (object == null) {
            throw new BadInputException("say what lies in the beam, with --object FILE or --object NAME (one of "
                    + String.join(", ", TestObjects.kinds().keySet()) + ")");
        }
        boolean named = TestObjects.kinds().containsKey(NamedRecord.name(object));
        boolean looksLikeFile =
                Files.exists(Path.of(object)) || object.contains("/") || object.matches(".*\\.[a-z0-9]+");
        if (named || !looksLikeFile) {
            TestObjects.parse(object);
            refusePictureOptions("a named object");
            return Optional.empty();
        }
        Path file = Path.of(object);
        if (PictureFile.isPicture(file)) {
            return Optional.of(picture(file));
        }
        refusePictureOptions("a file of complex numbers");
        Specimen specimen = SpecimenFiles.open(file, 1, 1, 0, 0);
        if (specimen.modes() > 1 || specimen.slices() > 1) {
            throw new BadInputException(file + ": holds " + specimen.modes() + " modes and " + specimen.slices()
                    + " slices; simulate takes an object of one image");
        }
        return Optional.of(specimen.image());
    }

    private void refusePictureOptions(String what) {
        if (phaseFile != null || amplitudeRange != null || phaseRange != null) {
            throw new BadInputException(
                    "--object-phase, --amplitude-range and --phase-range are for pictures; --object " + object + " is "
                            + what);
        }
    }

    private ComplexImage picture(Path file) {
        RealImage amplitude = inRange(PictureFile.read(file), file, "--amplitude-range", amplitudeRange);
        for (float value : amplitude.values()) {
            if (!(value >= 0)) {
                throw new BadInputException(file + ": an amplitude of " + value + "; expected 0 or more");
            }
        }
        RealImage phase = RealImage.zeros(amplitude.rows(), amplitude.columns());
        if (phaseFile != null) {
            phase = inRange(PictureFile.read(phaseFile), phaseFile, "--phase-range", phaseRange);
        } else if (phaseRange != null) {
            phase = inRange(PictureFile.read(file), file, "--phase-range", phaseRange);
        }
        if (phase.rows() != amplitude.rows() || phase.columns() != amplitude.columns()) {
            throw new BadInputException(phaseFile + ": the phase has " + phase.rows() + " x " + phase.columns()
                    + " pixels, the amplitude " + amplitude.rows() + " x " + amplitude.columns()
                    + "; they must be the same");
        }
        return ComplexImage.polar(amplitude, phase);
    }

    private static RealImage inRange(PictureFile picture, Path file, String option, String range) {
        if (!picture.isScaled()) {
            if (range != null) {
                throw new BadInputException(file + ": its numbers are taken as they are (floating point); " + option
                        + " is for pictures of whole numbers");
            }
            return picture.image();
        }
        if (range == null) {
            throw new BadInputException(
                    file + ": say what black and white mean, with " + option + " MIN,MAX (such as 0.5,1)");
        }
        double[] limits = Typed.numbers(option, range, 2, 2);
        RealImage image = picture.image();
        for (int i = 0; i < image.size(); i++) {
            image.values()[i] = (float) (limits[0] + (limits[1] - limits[0]) * image.values()[i]);
        }
        return image;
    }
}
