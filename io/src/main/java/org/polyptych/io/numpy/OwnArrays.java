package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.InFile;
import org.polyptych.io.Metadata;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpzFile;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * What {@link PtychoPinnWriter} adds to PtychoPINN's arrays, in SI units, since these have no place for it: {@code
 * pixel_size_m} (y, x), {@code positions_m} [frame, (y, x)], {@code energy_eV}, {@code distance_m}, {@code
 * electron_beam}, {@code mask} (true is good), {@code probe_modes} [mode, y, x] where there are several. Other programs
 * skip them.
 */
final class OwnArrays {
    private static final String PIXEL = "pixel_size_m";
    private static final String POSITIONS = "positions_m";
    private static final String ENERGY = "energy_eV";
    private static final String DISTANCE = "distance_m";
    private static final String ELECTRONS = "electron_beam";
    private static final String MASK = "mask";
    private static final String MODES = "probe_modes";
    /** Pixels and metres in one file that differ by more were changed by somebody. */
    private static final double SAME = 1e-6;

    private final Path file;
    private final NpzFile npz;

    OwnArrays(Path file, NpzFile npz) {
        this.file = file;
        this.npz = npz;
    }

    static void add(Scan scan, Map<String, NpyArray> arrays) {
        double[] pixel = {scan.geometry().pixelHeight(), scan.geometry().pixelWidth()};
        arrays.put(PIXEL, NpyArray.of(pixel, 2));
        Positions positions = scan.positions();
        double[] pairs = new double[2 * positions.count()];
        for (int j = 0; j < positions.count(); j++) {
            pairs[2 * j] = positions.y()[j];
            pairs[2 * j + 1] = positions.x()[j];
        }
        arrays.put(POSITIONS, NpyArray.of(pairs, positions.count(), 2));
        boolean electrons = scan.geometry() instanceof ElectronGeometry;
        arrays.put(ELECTRONS, NpyArray.of(new boolean[] {electrons}));
        double energy = Metadata.energyOf(scan.geometry());
        if (energy > 0) {
            arrays.put(ENERGY, NpyArray.of(new double[] {energy}));
        }
        if (scan.geometry().distance() > 0) {
            arrays.put(DISTANCE, NpyArray.of(new double[] {scan.geometry().distance()}));
        }
        scan.probe().ifPresent(probe -> addModes(probe, arrays));
        arrays.put(
                MASK,
                NpyArray.of(scan.mask(), scan.geometry().rows(), scan.geometry().columns()));
    }

    /** Of several variations the first. */
    private static void addModes(Probe probe, Map<String, NpyArray> arrays) {
        if (probe.modes() > 1) {
            ComplexImage[] modes = new ComplexImage[probe.modes()];
            Arrays.setAll(modes, m -> probe.mode(0, m));
            arrays.put(MODES, NpyArray.of(modes, modes.length));
        }
    }

    /** All modes of the probe whose first is in the file, unless somebody changed that. */
    Probe modes(Probe first) {
        if (!npz.has(MODES)) {
            return first;
        }
        NpyArray array = npz.read(MODES);
        if (!array.type().isComplex() || array.shape().length != 3 || array.size() == 0) {
            throw new BadInputException(
                    file + ": array '" + MODES + "' must be complex [mode, y, x]; it is " + array.shapeText());
        }
        Probe all = Probe.of(array.complexImages());
        boolean same = first.modes() == 1 && all.mode(0).sameAs(first.mode(0));
        return same ? all : first;
    }

    void find(Metadata metadata) {
        metadata.lookedFor("objectPixel", "array '" + PIXEL + "'").lookedFor("energy", "array '" + ENERGY + "'");
        numbers(PIXEL, 2).ifPresent(pixel -> metadata.objectPixel(pixel[0], pixel[1]));
        numbers(ENERGY, 1).ifPresent(energy -> metadata.energy(energy[0]));
        numbers(DISTANCE, 1).ifPresent(distance -> metadata.distance(distance[0]));
        // PtychoPINN is of X-rays
        boolean electrons = numbers(ELECTRONS, 1).filter(v -> v[0] != 0).isPresent();
        metadata.beam(electrons ? Metadata.Beam.ELECTRON : Metadata.Beam.XRAY);
    }

    /** The positions in metres, unless they are not those in pixels. */
    Optional<Positions> positions(Positions pixels) {
        Optional<double[]> pixel = numbers(PIXEL, 2);
        Optional<double[]> pairs = numbers(POSITIONS, 2 * pixels.count());
        if (pixel.isEmpty() || pairs.isEmpty()) {
            return Optional.empty();
        }
        double[] y = new double[pixels.count()];
        double[] x = new double[pixels.count()];
        for (int j = 0; j < y.length; j++) {
            y[j] = pairs.get()[2 * j];
            x[j] = pairs.get()[2 * j + 1];
            if (!same(y[j] / pixel.get()[0], pixels.y()[j]) || !same(x[j] / pixel.get()[1], pixels.x()[j])) {
                return Optional.empty();
            }
        }
        return Optional.of(InFile.made(file, () -> new Positions(y, x)));
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(b));
    }

    /** True where a pixel is good: everywhere, unless the file says otherwise. */
    boolean[] mask(Frames frames) {
        boolean[] mask = new boolean[frames.rows() * frames.columns()];
        Arrays.fill(mask, true);
        numbers(MASK, mask.length).ifPresent(values -> {
            for (int i = 0; i < mask.length; i++) {
                mask[i] = values[i] != 0;
            }
        });
        return mask;
    }

    private Optional<double[]> numbers(String name, int count) {
        if (!npz.has(name)) {
            return Optional.empty();
        }
        double[] values = PtychoPinn.numbers(file, npz, name);
        if (values.length != count) {
            throw new BadInputException(
                    file + ": array '" + name + "' must hold " + count + " numbers; it holds " + values.length);
        }
        return Optional.of(values);
    }
}
