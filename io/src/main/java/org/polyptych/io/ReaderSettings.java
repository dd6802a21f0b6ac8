package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.settings.Setting;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Orientation;
import org.polyptych.physics.Scan;

/**
 * What a person knows better than a file or its reader; group {@code file}. Each setting changes what the reader
 * assumed, which the scan's notes say; so they mean the same for every format. With other positions the object is another
 * (mirrored or on its side), so that an object or a truth in the file no longer fits and is left out.
 *
 * @param swap rows for columns in the positions
 * @param flipY the sign of the positions along the rows, after swapping
 * @param flipX the sign of the positions along the columns, after swapping
 * @param roll the patterns by half their size
 * @param nearField whether the frames are of the near field ({@link org.polyptych.physics.NearField})
 * @param magnification of the near field: a number, or {@code auto}
 * @param focusToSample in metres, from which the magnification follows; 0 where it is not known
 * @param beam xray, electron or auto; from here on {@link Metadata} puts them in place of what the file says
 * @param energy in eV
 * @param distance in metres
 * @param detectorPixel in metres
 * @param detectorAngle in radians a pixel
 * @param objectPixel in metres
 * @param scanRows of a grid
 * @param scanColumns of a grid
 * @param scanStep in metres
 * @param scanStepX in metres, 0 where it is as scanStep
 * @param scanRotation in degrees, or auto
 * @param positions a file, or none
 * @param positionsUnit of that file
 * @param dataset its name, or auto
 * @param values counts, amplitudes or auto
 */
public record ReaderSettings(
        @Setting(value = "false", doc = "true: exchange y and x of the positions as they were read")
        boolean swap,

        @Setting(value = "false", doc = "true: change the sign of y of the positions (after swap)")
        boolean flipY,

        @Setting(value = "false", doc = "true: change the sign of x of the positions (after swap)")
        boolean flipX,

        @Setting(
                value = "false",
                doc = "true: move the patterns (and mask) by half their size, so that their corners meet in the middle")
        boolean roll,

        @Setting(
                value = "false",
                doc = "true: the frames are of the near field (Fresnel), in a parallel or a cone beam")
        boolean nearField,

        @Setting(
                value = "auto",
                doc =
                        "of the near field: a number (1: parallel beam), or auto: from focusToSample, else measured from the"
                                + " shifts between frames")
        String magnification,

        @Setting(
                value = "0",
                doc = "of the near field: metres from the beam's focus to the specimen behind it; 0: not known")
        double focusToSample,

        @Setting(value = "auto", doc = "what illuminates the specimen: xray or electron; auto: as the file says")
        String beam,

        @Setting(value = "0", doc = "eV, of the photons or the accelerated electrons; 0: as the file says")
        double energy,

        @Setting(value = "0", doc = "metres from specimen to detector (camera length); 0: as the file says")
        double distance,

        @Setting(value = "0", doc = "metres, height and width of a detector pixel; 0: as the file says")
        double detectorPixel,

        @Setting(value = "0", doc = "radians that a detector pixel covers (electrons); 0: as the file says")
        double detectorAngle,

        @Setting(
                value = "0",
                doc = "metres, height and width of a pixel of the specimen; 0: as the file says, or from the detector")
        double objectPixel,

        @Setting(value = "0", doc = "rows of a scan on a grid; 0: as the file says")
        int scanRows,

        @Setting(value = "0", doc = "columns of a scan on a grid; 0: as the file says")
        int scanColumns,

        @Setting(value = "0", doc = "metres between the positions of a grid; 0: as the file says")
        double scanStep,

        @Setting(value = "0", doc = "metres between the columns of a grid; 0: as scanStep")
        double scanStepX,

        @Setting(
                value = "auto",
                doc =
                        "degrees by which the positions are turned, from +x (right) towards +y (down), before swap and flips;"
                                + " auto: as the file says, else 0")
        String scanRotation,

        @Setting(
                value = "none",
                doc =
                        "a file with the positions, in place of the scan file's: CSV, text or npy, two numbers a frame, y and x"
                                + " (or named columns)")
        String positions,

        @Setting(value = "none", doc = "unit of that file: m, um, nm, angstrom or pixel (of the specimen)")
        PositionUnit positionsUnit,

        @Setting(
                value = "auto",
                doc = "the dataset or array with the frames, where a file has several; auto: the usual one")
        String dataset,

        @Setting(
                value = "auto",
                doc =
                        "what the frames hold: counts (intensities) or amplitudes (their square roots); auto: as the format"
                                + " has it. For formats that leave it open")
        String values) {

    private static final String AUTO = "auto";
    private static final String NO_FILE = "none";
    /** What is done to a scan after it was read. */
    private static final List<String> AFTERWARDS =
            List.of("swap", "flipY", "flipX", "roll", "nearField", "magnification", "focusToSample");

    public ReaderSettings {
        boolean auto = magnification.equals(AUTO);
        if (!auto && !(number(magnification) > 0 && number(magnification) < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "magnification must be a number above 0 or auto, got '" + magnification + "'");
        }
        if (!(focusToSample >= 0)) {
            throw new IllegalArgumentException("focusToSample must be 0 m or more, got " + focusToSample);
        }
        if (!nearField && (!auto || focusToSample > 0)) {
            throw new IllegalArgumentException(
                    (auto ? "focusToSample" : "magnification") + " is of the near field; set file.nearField=true too");
        }
        if (!auto && focusToSample > 0) {
            throw new IllegalArgumentException("magnification follows from focusToSample; leave one or the other out");
        }
        if (!List.of(AUTO, "xray", "electron").contains(beam)) {
            throw new IllegalArgumentException("beam must be xray, electron or auto, got '" + beam + "'");
        }
        if (!List.of(AUTO, "counts", "amplitudes").contains(values)) {
            throw new IllegalArgumentException("values must be counts, amplitudes or auto, got '" + values + "'");
        }
        notNegative("energy", energy, "eV");
        notNegative("distance", distance, "m");
        notNegative("detectorPixel", detectorPixel, "m");
        notNegative("detectorAngle", detectorAngle, "rad");
        notNegative("objectPixel", objectPixel, "m");
        notNegative("scanRows", scanRows, "rows");
        notNegative("scanColumns", scanColumns, "columns");
        notNegative("scanStep", scanStep, "m");
        notNegative("scanStepX", scanStepX, "m");
        if (!scanRotation.equals(AUTO) && !Double.isFinite(number(scanRotation))) {
            throw new IllegalArgumentException(
                    "scanRotation must be a number of degrees or auto, got '" + scanRotation + "'");
        }
        if (scanStepX > 0 && scanStep == 0) {
            throw new IllegalArgumentException("scanStepX is of a grid; set file.scanStep too");
        }
        if (positions.equals(NO_FILE) && positionsUnit != PositionUnit.NONE) {
            throw new IllegalArgumentException("positionsUnit is that of file.positions, which is not set");
        }
        if (!positions.equals(NO_FILE) && (scanStep > 0 || scanRows > 0 || scanColumns > 0)) {
            throw new IllegalArgumentException(
                    "positions come from a file or from a grid (scanRows, scanColumns, scanStep); leave one or the other"
                            + " out");
        }
    }

    private static void notNegative(String name, double value, String unit) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be 0 or more (" + unit + "), got " + value);
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** The far field. */
    public ReaderSettings(boolean swap, boolean flipY, boolean flipX, boolean roll) {
        this(
                swap,
                flipY,
                flipX,
                roll,
                false,
                AUTO,
                0,
                AUTO,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                AUTO,
                NO_FILE,
                PositionUnit.NONE,
                AUTO,
                AUTO);
    }

    /**
     * With these settings as they would be typed, and defaults for the rest.
     *
     * @throws org.polyptych.core.BadInputException as {@link SettingsReader#read}
     */
    public static ReaderSettings of(Map<String, String> values) {
        return SettingsReader.read(ReaderSettings.class, GROUP, values);
    }

    /** The name of the setting that is a file. */
    public static final String POSITIONS = "positions";

    /** What may stand for {@link #POSITIONS}, as an absolute path, so that it means the same from anywhere. */
    public static String resolved(String positions, Path folder) {
        return positions.equals(NO_FILE)
                ? positions
                : folder.resolve(positions).toAbsolutePath().normalize().toString();
    }

    /** The beam that is set. */
    Optional<Metadata.Beam> typedBeam() {
        return Arrays.stream(Metadata.Beam.values())
                .filter(b -> b.text().equals(beam))
                .findFirst();
    }

    /** The rotation that is set, in degrees. */
    Optional<Double> typedRotation() {
        return scanRotation.equals(AUTO) ? Optional.empty() : Optional.of(number(scanRotation));
    }

    /** The file of positions that is set. */
    public Optional<Path> positionFile() {
        return positions.equals(NO_FILE) ? Optional.empty() : Optional.of(Path.of(positions));
    }

    /** The dataset that is set; a reader asks {@link Metadata#dataset}. */
    Optional<String> typedDataset() {
        return dataset.equals(AUTO) ? Optional.empty() : Optional.of(dataset);
    }

    /** Whether amplitudes are set, or counts; empty where the format decides; a reader asks {@link Metadata#amplitudes}. */
    Optional<Boolean> typedAmplitudes() {
        return values.equals(AUTO) ? Optional.empty() : Optional.of(values.equals("amplitudes"));
    }

    /** Whether something is set from which the specimen's pixels follow. */
    boolean saysGeometry() {
        return saysCamera() || energy > 0 || objectPixel > 0 || typedBeam().isPresent();
    }

    /** Whether distance, pixel or angle of the detector is set. */
    boolean saysCamera() {
        return distance > 0 || detectorPixel > 0 || detectorAngle > 0;
    }

    /** What is set of all that belongs to the reading of a file. */
    List<String> typed() {
        Map<String, String> usual = SettingsReader.write(SettingsReader.defaults(ReaderSettings.class));
        return SettingsReader.write(this).entrySet().stream()
                .filter(e -> !AFTERWARDS.contains(e.getKey()))
                .filter(e -> !e.getValue().equals(usual.get(e.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether anything is set that belongs to the reading of a file. */
    public boolean saysMetadata() {
        return !typed().isEmpty();
    }

    /** The magnification where it is typed as a number. */
    Optional<Double> typedMagnification() {
        return magnification.equals(AUTO) ? Optional.empty() : Optional.of(number(magnification));
    }

    /** The group of these settings, in front of their names. */
    public static final String GROUP = "file";

    /** Everything as it was read. */
    public static final ReaderSettings NONE = new ReaderSettings(false, false, false, false);

    /** The same with the positions in another orientation: that of these settings, and then the given one. */
    public ReaderSettings then(Orientation next) {
        Orientation both = orientation().then(next);
        Map<String, String> values = SettingsReader.write(this);
        values.put("swap", String.valueOf(both.swap()));
        values.put("flipY", String.valueOf(both.flipY()));
        values.put("flipX", String.valueOf(both.flipX()));
        return of(values);
    }

    /** What is done to the positions. */
    public Orientation orientation() {
        return new Orientation(swap, flipY, flipX);
    }

    /** The scan with the changes, each with a note. */
    public Scan applied(Scan scan) {
        if (equals(NONE)) {
            return scan;
        }
        List<String> notes = new ArrayList<>(scan.notes());
        note(swap, "positions: y and x exchanged (file.swap)", notes);
        note(flipY, "positions: sign of y changed (file.flipY)", notes);
        note(flipX, "positions: sign of x changed (file.flipX)", notes);
        note(roll, "patterns: moved by half their size (file.roll)", notes);
        boolean moved = swap || flipY || flipX;
        note(
                moved && scan.truth().isPresent(),
                "truth: left out; it belongs to the positions as they stand in the file",
                notes);
        note(
                moved && scan.specimen().isPresent(),
                "object: the file's is left out; it belongs to the positions as they stand in the file (to start from"
                        + " it all the same, give it with --object)",
                notes);
        Scan oriented = orientation().applied(scan);
        Frames frames = oriented.frames();
        Scan changed = new Scan(
                oriented.name(),
                oriented.source(),
                oriented.geometry(),
                roll ? new RolledFrames(frames) : frames,
                roll ? RolledFrames.rolled(scan.mask(), frames.rows(), frames.columns()) : scan.mask(),
                oriented.positions(),
                oriented.probe(),
                oriented.specimen(),
                oriented.truth(),
                List.copyOf(notes));
        return nearField ? NearFieldReading.of(changed, this) : changed;
    }

    private static void note(boolean set, String note, List<String> notes) {
        if (set) {
            notes.add(note);
        }
    }
}
