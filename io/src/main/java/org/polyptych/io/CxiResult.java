package org.polyptych.io;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * Results as CXI 1.6: the object as {@code entry_1/image_1/data} [y, x] (with slices [slice, y, x]), complex, with the
 * size of its pixels and its centre as attributes, the probe as {@code source_1/illumination} [mode, y, x], positions as
 * {@code sample_1/geometry_1/translation}. The geometry to the last bit lies in the group {@code polyptych}.
 */
public final class CxiResult implements ResultFormat {
    private static final String IMAGE = CxiNames.ENTRY + "/image_1";
    private static final String DATA = IMAGE + "/data";

    @Override
    public String name() {
        return "CXI reconstruction (*.cxi)";
    }

    @Override
    public boolean recognises(Path file) {
        if (!Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return isIn(open);
        }
    }

    /** Whether the image of a file is an object, and no pattern. */
    static boolean isIn(Hdf5File file) {
        boolean patterns = file.isGroup(CxiNames.DETECTOR) || file.isDataset(CxiNames.DATA_LINKS + "/data");
        if (patterns || !file.isDataset(CxiNames.VERSION) || !file.isDataset(DATA)) {
            return false;
        }
        try (Hdf5Dataset dataset = file.dataset(DATA)) {
            return dataset.kind() == Hdf5Dataset.Kind.COMPLEX;
        }
    }

    /** Writes a result; what was there is replaced once the new file is whole. */
    public static void write(Path target, Result result) {
        write(target, result, List.of());
    }

    /** @param notes what to know of it, a line each, as {@code polyptych/notes} */
    public static void write(Path target, Result result, List<String> notes) {
        WholeFile.write(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                write(file, result);
                if (!notes.isEmpty()) {
                    file.texts(CxiNames.NOTES, notes);
                }
            }
        });
    }

    private static void write(Hdf5Writer file, Result result) {
        file.longs(CxiNames.VERSION, new long[] {160});
        file.longs("number_of_entries", new long[] {1});
        List.of(
                        CxiNames.ENTRY,
                        IMAGE,
                        CxiNames.ENTRY + "/instrument_1",
                        CxiNames.SOURCE,
                        CxiNames.ENTRY + "/sample_1",
                        CxiNames.SAMPLE_GEOMETRY)
                .forEach(file::group);
        file.text(CxiNames.TITLE, result.provenance().name());
        Specimen specimen = result.specimen();
        if (specimen.modes() * specimen.slices() == 1) {
            SpecimenDataset.writeImage(file, DATA, specimen);
        } else {
            SpecimenDataset.write(file, DATA, specimen);
        }
        CxiOwnGroup.writeProbe(file, CxiNames.ILLUMINATION, result.probe());
        Geometry geometry = result.provenance().geometry();
        double energy = ProvenanceGroup.energy(geometry);
        if (energy > 0) {
            file.doubles(CxiNames.ENERGY, new double[] {energy * CxiNumbers.JOULES_PER_EV});
            file.doubles(CxiNames.WAVELENGTH, new double[] {geometry.wavelength()});
        }
        Positions positions = result.positions();
        double[] translation = new double[3 * positions.count()];
        for (int j = 0; j < positions.count(); j++) {
            // of the sample, on axes that point up and left: both signs cancel
            translation[3 * j] = positions.x()[j];
            translation[3 * j + 1] = positions.y()[j];
        }
        file.doubles(CxiNames.TRANSLATION, translation, positions.count(), 3);
        CxiOwnGroup.write(file, geometry, result.provenance().source());
    }

    @Override
    public Result read(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            if (!CxiOwnGroup.isIn(file)) {
                throw new BadInputException(path + ": '" + DATA + "' is an image of another program, which does not say"
                        + " how large its pixels are; save it as npy and say so with --object");
            }
            Specimen specimen = SpecimenDataset.read(file, DATA);
            Probe probe = Product.probe(file, CxiNames.ILLUMINATION);
            Positions positions = positions(file);
            Geometry geometry = CxiOwnGroup.geometry(file, probe.rows(), probe.columns());
            return new Result(
                    specimen,
                    probe,
                    positions,
                    Illumination.of(specimen, probe, positions, geometry),
                    new double[0],
                    new Result.Provenance(
                            Cxi.title(file),
                            path.toString(),
                            geometry,
                            "unknown",
                            "not in the file",
                            0,
                            0,
                            Map.of(),
                            "CXI",
                            "unknown",
                            "",
                            Double.NaN),
                    Conditions.NONE,
                    Optional.empty());
        }
    }

    private static Positions positions(Hdf5File file) {
        try (Hdf5Dataset dataset = file.dataset(CxiNames.TRANSLATION)) {
            if (dataset.rank() != 2 || dataset.shape()[1] != 3) {
                throw new BadInputException(
                        dataset.label() + " must be [frame, 3] in metres, but its shape is " + dataset.shapeText());
            }
            double[] values = dataset.doubles();
            double[] y = new double[values.length / 3];
            double[] x = new double[y.length];
            for (int j = 0; j < y.length; j++) {
                x[j] = values[3 * j];
                y[j] = values[3 * j + 1];
            }
            return InFile.made(file.path(), () -> new Positions(y, x));
        }
    }
}
