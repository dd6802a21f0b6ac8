package org.polyptych.io.ptypy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/**
 * Results as PtyPy's {@code minimal} reconstruction files, which its {@code load_from_ptyr} opens: as a start
 * ({@code model = 'recon'}) and for its plots. Of a probe that changes from frame to frame, the mean one is written. Where
 * PtyPy keeps three errors an iteration, the first is the engine's loss and the others are NaN.
 */
public final class PtyrWriter {
    private static final String STORAGE = "SscanG00";
    /** More iterations than this are written in equal steps. */
    private static final int MOST_ITERATIONS = 1000;

    private PtyrWriter() {}

    /**
     * Writes a result; what was there is replaced once the new file is whole.
     *
     * @throws BadInputException if the object has several slices, for which PtyPy has no place
     */
    public static void write(Path target, Result result) {
        write(target, result, List.of());
    }

    /**
     * {@link #write(Path, Result)} with something to know of it.
     *
     * @param notes a line each, as {@code content/pars/notes}
     */
    public static void write(Path target, Result result, List<String> notes) {
        if (result.specimen().slices() > 1) {
            throw new BadInputException(target + ": PtyPy's files have no slices, and this object has "
                    + result.specimen().slices() + "; --format tiff and npz hold them");
        }
        WholeFile.write(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                write(new PtypyWriter(file), result, notes);
            }
        });
    }

    private static void write(PtypyWriter file, Result result, List<String> notes) {
        file.root();
        file.dict("header");
        file.text("header/kind", "minimal");
        file.text("header/description", "Ptypy .h5 compatible storage format");
        file.param(Ptyr.CONTENT);
        file.dict(Ptyr.OBJECTS);
        file.dict(Ptyr.PROBES);
        file.dict(Ptyr.POSITIONS);
        Specimen specimen = result.specimen();
        double energy = energy(result.provenance().geometry());
        ComplexImage[] modes =
                Arrays.stream(specimen.images()).map(slices -> slices[0]).toArray(ComplexImage[]::new);
        double[] pixel = {specimen.pixelHeight(), specimen.pixelWidth()};
        double[] origin = {
            specimen.centreY() - specimen.rows() / 2 * pixel[0], specimen.centreX() - specimen.columns() / 2 * pixel[1]
        };
        storage(file, Ptyr.OBJECTS, modes, pixel, origin, energy);
        Probe probe = result.probe();
        Geometry geometry = result.provenance().geometry();
        double[] probePixel = {geometry.pixelHeight(), geometry.pixelWidth()};
        storage(
                file,
                Ptyr.PROBES,
                IntStream.range(0, probe.modes()).mapToObj(probe::mode).toArray(ComplexImage[]::new),
                probePixel,
                new double[] {-(probe.rows() / 2) * probePixel[0], -(probe.columns() / 2) * probePixel[1]},
                energy);
        positions(file, result.positions());
        file.param(Ptyr.CONTENT + "/pars");
        file.text(Ptyr.CONTENT + "/pars/run", result.provenance().name());
        if (!notes.isEmpty()) {
            file.text(Ptyr.CONTENT + "/pars/notes", String.join("\n", notes));
        }
        runtime(file, result);
    }

    private static double energy(Geometry geometry) {
        return switch (geometry) {
            case XrayGeometry xray -> xray.energyEv();
            case ElectronGeometry electron -> electron.voltage();
        };
    }

    private static void storage(
            PtypyWriter file, String group, ComplexImage[] modes, double[] pixel, double[] origin, double energyEv) {
        String name = group + "/" + STORAGE;
        int rows = modes[0].rows();
        int columns = modes[0].columns();
        file.dict(name);
        file.text(name + "/ID", STORAGE);
        file.images(name + "/data", modes);
        file.wholeTuple(name + "/shape", modes.length, rows, columns);
        file.array(name + "/_psize", pixel, 2);
        file.array(name + "/_origin", origin, 2);
        file.array(name + "/_center", new double[] {-origin[0] / pixel[0], -origin[1] / pixel[1]}, 2);
        if (energyEv > 0) {
            file.number(name + "/_energy", energyEv / Ptyd.EV_PER_KEV);
        } else {
            file.none(name + "/_energy");
        }
        file.number(name + "/fill_value", 0);
        file.whole(name + "/nlayers", modes.length);
        file.wholeList(
                name + "/layermap",
                IntStream.range(0, modes.length).asLongStream().toArray());
        file.whole(name + "/padding", 0);
    }

    private static void positions(PtypyWriter file, Positions positions) {
        file.array(Ptyr.POSITIONS + "/" + STORAGE, pairs(positions), positions.count(), 2);
    }

    /** [frame, (y, x)]. */
    static double[] pairs(Positions positions) {
        double[] pairs = new double[2 * positions.count()];
        for (int j = 0; j < positions.count(); j++) {
            pairs[2 * j] = positions.y()[j];
            pairs[2 * j + 1] = positions.x()[j];
        }
        return pairs;
    }

    private static void runtime(PtypyWriter file, Result result) {
        Result.Provenance provenance = result.provenance();
        file.param(Ptyr.RUNTIME);
        file.text(Ptyr.RUNTIME + "/run", provenance.name());
        file.text(Ptyr.RUNTIME + "/start", provenance.started());
        file.list(Ptyr.ITERATIONS);
        double[] losses = result.losses();
        int step = Math.max(1, (losses.length + MOST_ITERATIONS - 1) / MOST_ITERATIONS);
        int entry = 0;
        for (int k = losses.length == 0 ? 0 : (losses.length - 1) % step; k < losses.length; k += step) {
            String name = String.format("%s/%05d", Ptyr.ITERATIONS, entry++);
            file.dict(name);
            file.text(name + "/engine", provenance.engine());
            file.whole(name + "/iteration", k + 1);
            file.whole(name + "/iterations", k + 1);
            file.array(name + "/error", new double[] {losses[k], Double.NaN, Double.NaN}, 3);
        }
    }
}
