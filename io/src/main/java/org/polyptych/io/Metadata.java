package org.polyptych.io;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;

/**
 * What a file says about its scan, completed by what a person says. A reader calls each method only where the file says
 * it, in SI units (energies in eV); what a person sets ({@link ReaderSettings}) wins, with a note where it differs.
 * Nothing is guessed: {@link #complete} names everything that lacks, and the setting that supplies it.
 */
public final class Metadata {
    /** What illuminates the specimen. */
    public enum Beam {
        XRAY,
        ELECTRON;

        /** As it is typed and written: xray, electron. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final Path file;
    final ReaderSettings settings;
    private final List<String> notes = new ArrayList<>();
    private final Map<String, String> places = new HashMap<>();
    /** Settings that not every format can obey, of which this one's reader has asked. */
    private final Set<String> asked = new HashSet<>();

    Optional<Beam> beam = Optional.empty();
    /** NaN where the file does not say; of pairs (y, x) null. */
    double energy = Double.NaN;

    double distance = Double.NaN;
    double[] detectorPixel;
    double[] detectorAngle;
    double[] objectPixel;
    int[] scanShape;
    double[] scanStep;
    double scanRotation;
    Optional<Positions> positions = Optional.empty();
    boolean inPixels;
    Optional<Geometry> geometry = Optional.empty();

    /** @param file for messages */
    public Metadata(Path file, ReaderSettings settings) {
        this.file = file;
        this.settings = settings;
    }

    /** Photon energy, or kinetic energy of the electrons, in eV, as a geometry has it; NaN if unknown. */
    public static double energyOf(Geometry geometry) {
        return ProvenanceGroup.energy(geometry);
    }

    public Metadata beam(Beam value) {
        beam = Optional.of(value);
        return this;
    }

    /** Photon energy, or acceleration voltage, in eV. */
    public Metadata energy(double eV) {
        energy = eV;
        return this;
    }

    /** Specimen to detector (of electrons: the camera length), in metres. */
    public Metadata distance(double metres) {
        distance = metres;
        return this;
    }

    /** Height and width of a detector pixel, in metres. */
    public Metadata detectorPixel(double metresY, double metresX) {
        detectorPixel = new double[] {metresY, metresX};
        return this;
    }

    /** The angle that a detector pixel covers, in radians, which electron microscopes know instead of a distance. */
    public Metadata detectorAngle(double radiansY, double radiansX) {
        detectorAngle = new double[] {radiansY, radiansX};
        return this;
    }

    /** Height and width of a pixel of the specimen, in metres, where the file says it itself. */
    public Metadata objectPixel(double metresY, double metresX) {
        objectPixel = new double[] {metresY, metresX};
        return this;
    }

    /** Rows and columns of a scan on a grid, frame after frame along a row. */
    public Metadata scanShape(int rows, int columns) {
        scanShape = new int[] {rows, columns};
        return this;
    }

    /** Distances between the rows and between the columns of a scan on a grid, in metres. */
    public Metadata scanStep(double metresY, double metresX) {
        scanStep = new double[] {metresY, metresX};
        return this;
    }

    /** By how much the scan's axes are turned against the detector's, in radians, from +x (right) towards +y (down). */
    public Metadata scanRotation(double radians) {
        scanRotation = radians;
        return this;
    }

    /** Positions of the frames, one each, that are in the file. */
    public Metadata positions(Positions value) {
        positions = Optional.of(value);
        return this;
    }

    /** Positions of the frames in pixels of the specimen, however large these may be. */
    public Metadata positionsInPixels(Positions value) {
        inPixels = true;
        return positions(value);
    }

    /** A whole geometry, where the file says it exactly (as our own files do). */
    public Metadata geometry(Geometry value) {
        geometry = Optional.of(value);
        return this;
    }

    /** The dataset or array that a person says holds the frames. A reader that does not ask cannot obey: {@link #complete}. */
    public Optional<String> dataset() {
        asked.add("dataset");
        return settings.typedDataset();
    }

    /** Whether a person says that the frames hold amplitudes, or counts. A reader that does not ask cannot obey. */
    public Optional<Boolean> amplitudes() {
        asked.add("values");
        return settings.typedAmplitudes();
    }

    /** The notes so far; more may be added. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Where the reader looked for something, which is said if it lacks.
     *
     * @param key the setting that supplies it, such as {@code energy}
     * @param place such as {@code dataset 'wavelength' in metres}
     */
    public Metadata lookedFor(String key, String place) {
        places.put(key, place);
        return this;
    }

    /** What the reader assumed or missed: a line of the scan's notes. */
    public Metadata note(String note) {
        notes.add(note);
        return this;
    }

    /**
     * Everything that a scan needs.
     *
     * @param frames how many there are
     * @param rows of a frame
     * @param columns of a frame
     * @throws BadInputException in one line, naming everything that lacks and the settings that supply it, or a setting
     *     that this format's reader has not asked for
     */
    public Completed complete(int frames, int rows, int columns) {
        refuseUnheard("dataset", settings.typedDataset().isPresent());
        refuseUnheard("values", settings.typedAmplitudes().isPresent());
        List<String> lacking = new ArrayList<>();
        Optional<Geometry> found = new GeometryReading(this, rows, columns).geometry(lacking);
        PositionReading reading = new PositionReading(this, frames);
        reading.check(lacking);
        if (!lacking.isEmpty()) {
            throw new BadInputException(file + ": the file does not say " + String.join(", ", lacking));
        }
        Positions placed = reading.positions(found.orElseThrow());
        notes.addFirst("metadata: " + said("the file says ", inFile()) + said("; set by hand: ", settings.typed()));
        return new Completed(found.orElseThrow(), placed, List.copyOf(notes));
    }

    private void refuseUnheard(String key, boolean set) {
        if (set && !asked.contains(key)) {
            throw new BadInputException(file + ": this format does not take file." + key + "; leave it out");
        }
    }

    private List<String> inFile() {
        Map<String, Boolean> known = new LinkedHashMap<>();
        known.put("beam", beam.isPresent());
        known.put("energy", energy > 0);
        known.put("distance", distance > 0);
        known.put("detectorPixel", detectorPixel != null);
        known.put("detectorAngle", detectorAngle != null);
        known.put("objectPixel", objectPixel != null || geometry.isPresent());
        known.put("scan shape", scanShape != null);
        known.put("scanStep", scanStep != null);
        known.put("positions", positions.isPresent());
        return known.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static String said(String front, List<String> names) {
        return names.isEmpty() ? "" : front + String.join(", ", names);
    }

    /** A line for what lacks: what it is, how to say it, where it was looked for. */
    String lack(String key, String what, String howToSay) {
        return what + " (" + howToSay + (places.containsKey(key) ? "; looked for in " + places.get(key) : "") + ")";
    }

    /** The number that counts: a person's, where it is above 0 (with a note if the file says another), else the file's. */
    double chosen(String key, double set, double inFile, String unit) {
        if (!(set > 0)) {
            return inFile;
        }
        noteSet(key, set, inFile, unit);
        return set;
    }

    /** The same for a pair (y, x) of which a person sets one number for both. */
    double[] chosen(String key, double set, double[] inFile, String unit) {
        if (!(set > 0)) {
            return inFile;
        }
        noteSet(key, set, inFile == null ? Double.NaN : inFile[0], unit);
        return new double[] {set, set};
    }

    private void noteSet(String key, double set, double inFile, String unit) {
        boolean same = Math.abs(set / inFile - 1) < 1e-9;
        if (!same) {
            note(key + ": " + number(set) + " " + unit + " as set (file." + key + ")"
                    + (Double.isNaN(inFile) ? "" : "; the file says " + number(inFile) + " " + unit));
        }
    }

    /** Six digits at most. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return String.valueOf(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        boolean plain = value == 0 || Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7;
        return plain ? rounded.toPlainString() : String.valueOf(rounded.doubleValue());
    }
}
