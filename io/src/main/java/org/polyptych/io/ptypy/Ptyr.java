package org.polyptych.io.ptypy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.io.InFile;
import org.polyptych.io.ResultFormat;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/**
 * PtyPy's reconstructions: {@code content/obj} and {@code content/probe} hold storages {@code S..G00} of [mode, y, x], with
 * {@code _psize} (metres), {@code _origin} (metres, position of pixel 0, 0) and {@code _energy} (keV); {@code
 * content/positions}, where it is, the probe's positions in metres; {@code content/runtime/iter_info} the errors. The
 * first storage of each is read. {@link PtyrWriter} writes them.
 */
public final class Ptyr implements ResultFormat {
    static final String CONTENT = "content";
    static final String OBJECTS = CONTENT + "/obj";
    static final String PROBES = CONTENT + "/probe";
    static final String POSITIONS = CONTENT + "/positions";
    static final String RUNTIME = CONTENT + "/runtime";
    static final String ITERATIONS = RUNTIME + "/iter_info";

    @Override
    public String name() {
        return "PtyPy reconstruction (*.ptyr)";
    }

    @Override
    public boolean recognises(Path file) {
        if (!Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isGroup(OBJECTS) && open.isGroup(PROBES);
        }
    }

    @Override
    public Result read(Path file) {
        try (Hdf5File open = Hdf5File.open(file)) {
            PtypyNode object = storage(open, OBJECTS);
            PtypyNode illuminated = storage(open, PROBES);
            Probe probe = Probe.of(images(illuminated));
            Specimen specimen = specimen(object);
            Optional<Positions> known = positions(open);
            double[] losses = losses(open);
            double energy = illuminated
                    .at("_energy")
                    .positive("keV")
                    .or(() -> object.at("_energy").positive("keV"))
                    .map(kev -> kev * Ptyd.EV_PER_KEV)
                    .orElse(Double.NaN);
            double[] pixel =
                    pixel(illuminated).orElseGet(() -> new double[] {specimen.pixelHeight(), specimen.pixelWidth()});
            XrayGeometry geometry = InFile.made(
                    file,
                    () -> new XrayGeometry(probe.rows(), probe.columns(), pixel[0], pixel[1], energy, Double.NaN));
            Positions positions = known.orElse(new Positions(new double[0], new double[0]));
            return new Result(
                    specimen,
                    probe,
                    positions,
                    known.isPresent() ? Illumination.of(specimen, probe, positions, geometry) : everywhere(specimen),
                    losses,
                    new Result.Provenance(
                            new PtypyNode(open, RUNTIME).at("run").text().orElse(""),
                            file + ", " + object.name(),
                            geometry,
                            "PtyPy " + engine(open),
                            "PtyPy's error, the first of its three",
                            losses.length,
                            0,
                            Map.of(),
                            "PtyPy",
                            "unknown",
                            new PtypyNode(open, RUNTIME).at("start").text().orElse(""),
                            Double.NaN));
        }
    }

    /** Where the file does not say which pixels saw light, none is left out. */
    private static RealImage everywhere(Specimen specimen) {
        RealImage light = RealImage.zeros(specimen.rows(), specimen.columns());
        Arrays.fill(light.values(), 1);
        return light;
    }

    private static PtypyNode storage(Hdf5File file, String group) {
        return file.names(group).stream()
                .filter(name -> file.isDataset(group + "/" + name + "/data"))
                .findFirst()
                .map(name -> new PtypyNode(file, group + "/" + name))
                .orElseThrow(() ->
                        new BadInputException(file.path() + ": no dataset '" + group + "/S..G00/data' [mode, y, x]"));
    }

    private static ComplexImage[] images(PtypyNode storage) {
        try (Hdf5Dataset dataset = storage.file().dataset(storage.at("data").name())) {
            if (dataset.rank() < 2 || dataset.rank() > 3) {
                throw new BadInputException(
                        dataset.label() + " must be [mode, y, x], but its shape is " + dataset.shapeText());
            }
            ComplexImage[] images = dataset.complexImages();
            if (images.length == 0) {
                throw new BadInputException(dataset.label() + " is empty: its shape is " + dataset.shapeText());
            }
            return images;
        }
    }

    private static Optional<double[]> pixel(PtypyNode storage) {
        return storage.at("_psize").pair("metres").filter(pair -> pair[0] > 0 && pair[1] > 0);
    }

    private static Specimen specimen(PtypyNode storage) {
        ComplexImage[] modes = images(storage);
        double[] pixel = pixel(storage)
                .orElseThrow(() -> new BadInputException(storage.file().path() + ": no '"
                        + storage.at("_psize").name() + "' (size of a pixel in metres, above 0)"));
        double[] origin = storage.at("_origin").pair("metres").orElse(new double[] {
            -(modes[0].rows() / 2) * pixel[0], -(modes[0].columns() / 2) * pixel[1]
        });
        return new Specimen(
                Arrays.stream(modes).map(mode -> new ComplexImage[] {mode}).toArray(ComplexImage[][]::new),
                pixel[0],
                pixel[1],
                origin[0] + modes[0].rows() / 2 * pixel[0],
                origin[1] + modes[0].columns() / 2 * pixel[1],
                new double[0]);
    }

    private static Optional<Positions> positions(Hdf5File file) {
        if (!file.isGroup(POSITIONS)) {
            return Optional.empty();
        }
        Optional<String> name = file.names(POSITIONS).stream()
                .map(each -> POSITIONS + "/" + each)
                .filter(file::isDataset)
                .findFirst();
        return name.map(each -> {
            try (Hdf5Dataset dataset = file.dataset(each)) {
                long[] shape = dataset.shape();
                if (shape.length != 2 || shape[1] != 2) {
                    throw new BadInputException(dataset.label()
                            + " must be [frame, (y, x)] in metres, but its shape is " + dataset.shapeText());
                }
                double[] pairs = dataset.doubles();
                double[] y = new double[pairs.length / 2];
                double[] x = new double[y.length];
                for (int j = 0; j < y.length; j++) {
                    y[j] = pairs[2 * j];
                    x[j] = pairs[2 * j + 1];
                }
                return InFile.made(file.path(), () -> new Positions(y, x));
            }
        });
    }

    private static double[] losses(Hdf5File file) {
        return iterations(file).stream()
                .map(entry -> ITERATIONS + "/" + entry + "/error")
                .filter(file::isDataset)
                .mapToDouble(name -> {
                    try (Hdf5Dataset dataset = file.dataset(name)) {
                        double[] errors = dataset.doubles();
                        return errors.length == 0 ? Double.NaN : errors[0];
                    }
                })
                .toArray();
    }

    private static List<String> iterations(Hdf5File file) {
        return file.isGroup(ITERATIONS) ? file.names(ITERATIONS) : List.of();
    }

    private static String engine(Hdf5File file) {
        List<String> entries = iterations(file);
        return entries.isEmpty()
                ? ""
                : new PtypyNode(file, ITERATIONS + "/" + entries.getLast())
                        .at("engine")
                        .text()
                        .orElse("");
    }
}
