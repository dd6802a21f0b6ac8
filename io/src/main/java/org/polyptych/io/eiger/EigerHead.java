package org.polyptych.io.eiger;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.io.CroppedFrames;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;

/** What an Eiger's master file says of the measurement, in the units its attributes name. */
public record EigerHead(Hdf5File file) {
    private static final String DETECTOR = "entry/instrument/detector/";
    private static final String SPECIFIC = DETECTOR + "detectorSpecific/";
    public static final String ENERGY = SPECIFIC + "photon_energy";
    public static final String CHI = "entry/sample/goniometer/chi";
    private static final List<String> MASKS = List.of(SPECIFIC + "pixel_mask", DETECTOR + "pixel_mask");
    private static final Map<String, Double> EV = Map.of("eV", 1.0, "keV", 1e3);
    private static final String WAVELENGTH = "entry/instrument/beam/incident_wavelength";
    private static final String BITS = DETECTOR + "bit_depth_image";
    private static final Map<String, Double> METRES =
            Map.of("m", 1.0, "mm", 1e-3, "um", 1e-6, "nm", 1e-9, "angstrom", 1e-10, "A", 1e-10);
    private static final Map<String, Double> PIXELS = Map.of("pixel", 1.0, "pixels", 1.0);
    private static final Map<String, Double> DEGREES = Map.of("degree", 1.0, "degrees", 1.0, "deg", 1.0);

    public Optional<Double> energy() {
        return number(ENERGY, EV)
                .or(() -> number(DETECTOR + "photon_energy", EV))
                .or(() -> number(WAVELENGTH, METRES).map(metres -> Units.PLANCK_TIMES_LIGHT_EV_M / metres))
                .filter(value -> value > 0 && value < Double.POSITIVE_INFINITY);
    }

    public Optional<Double> distance() {
        return number(DETECTOR + "detector_distance", METRES).filter(value -> value > 0);
    }

    /** Height and width. */
    public Optional<double[]> pixel() {
        Optional<Double> y = number(DETECTOR + "y_pixel_size", METRES).filter(value -> value > 0);
        Optional<Double> x = number(DETECTOR + "x_pixel_size", METRES).filter(value -> value > 0);
        return y.isPresent() && x.isPresent() ? Optional.of(new double[] {y.get(), x.get()}) : Optional.empty();
    }

    /** Rotation of the stage about the vertical, in degrees. */
    public double chi() {
        return number(CHI, DEGREES).orElse(0.0);
    }

    /** True where a pixel is good: pixel_mask is 0. */
    public boolean[] mask(int rows, int columns, List<String> notes) {
        boolean[] good = new boolean[Math.multiplyExact(rows, columns)];
        Arrays.fill(good, true);
        Optional<String> mask = MASKS.stream().filter(file::isDataset).findFirst();
        if (mask.isEmpty()) {
            notes.add("mask: no 'pixel_mask' in the file; every pixel is good (data.badPixels=auto finds bad ones)");
            return good;
        }
        try (Hdf5Dataset dataset = file.dataset(mask.get())) {
            if (!Arrays.equals(dataset.shape(), new long[] {rows, columns})) {
                throw new BadInputException(dataset.label() + " must have as many pixels as a frame, " + rows + " x "
                        + columns + ", but its shape is " + dataset.shapeText());
            }
            float[] marks = dataset.floats();
            int bad = 0;
            for (int i = 0; i < good.length; i++) {
                good[i] = marks[i] == 0;
                bad += good[i] ? 0 : 1;
            }
            notes.add("mask: " + bad + " of " + good.length + " pixels are bad, those that 'pixel_mask' marks");
        }
        return good;
    }

    /** The largest window in which the beam lies on pixel N/2. */
    public CroppedFrames aroundBeam(Frames frames, List<String> notes) {
        int y = beam("beam_center_y", frames.rows(), notes);
        int x = beam("beam_center_x", frames.columns(), notes);
        int rows = 2 * Math.min(y, frames.rows() - y);
        int columns = 2 * Math.min(x, frames.columns() - x);
        notes.add("detector: cut from " + frames.rows() + " x " + frames.columns() + " to " + rows + " x " + columns
                + " pixels, in the middle of which the beam lies, at (y " + y + ", x " + x
                + ") (data.crop=N keeps fewer)");
        return new CroppedFrames(frames, y - rows / 2, x - columns / 2, rows, columns);
    }

    /** Rows and columns of a scan each of whose lines is a trigger: so many triggers of so many images. */
    Optional<int[]> lines(int frames) {
        double triggers = number(SPECIFIC + "ntrigger", Map.of()).orElse(0.0);
        double images = number(SPECIFIC + "nimages", Map.of()).orElse(0.0);
        boolean lines = triggers > 1 && images > 1 && triggers * images == frames;
        return lines ? Optional.of(new int[] {(int) triggers, (int) images}) : Optional.empty();
    }

    /** What the detector is called; empty if it is not said. */
    String description() {
        String name = DETECTOR + "description";
        if (!file.isDataset(name)) {
            return "";
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.kind() == Hdf5Dataset.Kind.TEXT
                    ? dataset.texts().stream().findFirst().orElse("").strip()
                    : "";
        }
    }

    /** The number with which the detector marks pixels that it could not count. */
    double mark(Hdf5Dataset frames) {
        double bits = number(BITS, Map.of()).orElse(0.0);
        return bits >= Byte.SIZE && bits <= Integer.SIZE ? Math.pow(2, bits) - 1 : frames.largest();
    }

    private int beam(String name, int size, List<String> notes) {
        Optional<Integer> inside = number(DETECTOR + name, PIXELS)
                .map(value -> (int) Math.round(value))
                .filter(value -> value > 0 && value < size);
        if (inside.isEmpty()) {
            notes.add("warning: '" + name + "' does not say where on the detector the beam is; its middle is taken");
        }
        return inside.orElse(size / 2);
    }

    private Optional<Double> number(String name, Map<String, Double> units) {
        if (!file.isDataset(name)) {
            return Optional.empty();
        }
        double factor = 1;
        if (file.hasAttribute(name, "units")) {
            String unit = file.text(name, "units").orElse("").strip();
            Double known = units.get(unit);
            if (known == null) {
                throw new BadInputException(file.path() + ": dataset '" + name + "' has the unit '" + unit
                        + "'; known are " + units.keySet().stream().sorted().toList());
            }
            factor = known;
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] values = dataset.doubles();
            return values.length == 0 || !Double.isFinite(values[0])
                    ? Optional.empty()
                    : Optional.of(values[0] * factor);
        }
    }
}
