package org.polyptych.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * Results as {@code result.h5}: the product layout that Ptychodus and Pty-Chi read, with a group {@code polyptych} for
 * what it lacks. Complex arrays are compounds {r, i} of float32, which h5py opens as complex64.
 */
public final class ProductFile {
    /** Numbers that other programs ask for and nobody here knows. */
    static final List<String> UNKNOWN = List.of("exposure_time_s", "tomography_angle_deg", "mass_attenuation_m2_kg");

    private ProductFile() {}

    /** Writes a result; what was there is replaced once the new file is whole. */
    public static void write(Path target, Result result) {
        WholeFile.write(target, part -> {
            try (Hdf5Writer file = Hdf5Writer.create(part)) {
                writeProbe(file, result.probe(), result.provenance().geometry());
                writeSpecimen(file, result.specimen());
                writeWeights(file, result.conditions().weights());
                writePositions(file, result.positions());
                writeLosses(file, result.losses());
                writeRoot(file, result);
                ProvenanceGroup.write(file, result);
            }
        });
    }

    /**
     * Reads a result, ours or another program's; of the latter, what only our group says is empty, 0 or NaN.
     *
     * @throws org.polyptych.core.BadInputException if the file is not a product, or is damaged
     */
    public static Result read(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            Product product = new Product(file);
            return ProvenanceGroup.isIn(file) ? ProvenanceGroup.read(product) : ForeignProduct.read(product);
        }
    }

    /**
     * Whether the file is a result: HDF5 with an object where products have it. The half of a scan's pair of files that is
     * laid out alike, known by its name or by patterns in it, holds a start and no result.
     */
    public static boolean isProduct(Path path) {
        if (!Hdf5File.hasSignature(path) || PairFiles.isNamedAsProduct(path)) {
            return false;
        }
        try (Hdf5File file = Hdf5File.open(path)) {
            return file.isDataset(Product.OBJECT) && !file.isDataset(PairFiles.PATTERNS);
        }
    }

    /** The probe of any product file. */
    public static Probe readProbe(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            return new Product(file).probe();
        }
    }

    /** The object of any product file. */
    public static Specimen readSpecimen(Path path) {
        try (Hdf5File file = Hdf5File.open(path)) {
            return new Product(file).specimen();
        }
    }

    private static void writeProbe(Hdf5Writer file, Probe probe, Geometry geometry) {
        ComplexImage[] images = IntStream.range(0, probe.variations())
                .boxed()
                .flatMap(v -> IntStream.range(0, probe.modes()).mapToObj(m -> probe.mode(v, m)))
                .toArray(ComplexImage[]::new);
        long[] leading =
                probe.variations() == 1 ? new long[] {probe.modes()} : new long[] {probe.variations(), probe.modes()};
        file.complex(Product.PROBE, images, leading);
        file.attribute(Product.PROBE, Product.PIXEL_HEIGHT, geometry.pixelHeight());
        file.attribute(Product.PROBE, Product.PIXEL_WIDTH, geometry.pixelWidth());
    }

    /** [frame, variation], as Pty-Chi has them; nothing where the probe is the same in every frame. */
    private static void writeWeights(Hdf5Writer file, double[][] weights) {
        if (weights != null) {
            double[] values =
                    Arrays.stream(weights).flatMapToDouble(Arrays::stream).toArray();
            file.doubles(Product.WEIGHTS, values, weights.length, weights[0].length);
        }
    }

    static void writeSpecimen(Hdf5Writer file, Specimen specimen) {
        file.complex(Product.OBJECT, specimen.images()[0], specimen.slices());
        file.attribute(Product.OBJECT, Product.PIXEL_HEIGHT, specimen.pixelHeight());
        file.attribute(Product.OBJECT, Product.PIXEL_WIDTH, specimen.pixelWidth());
        file.attribute(Product.OBJECT, Product.CENTRE_Y, specimen.centreY());
        file.attribute(Product.OBJECT, Product.CENTRE_X, specimen.centreX());
        file.doubles(Product.LAYER_SPACING, specimen.sliceSpacing(), specimen.sliceSpacing().length);
    }

    private static void writePositions(Hdf5Writer file, Positions positions) {
        int count = positions.count();
        file.doubles(PairFiles.POSITION_Y, positions.y(), count);
        file.doubles(PairFiles.POSITION_X, positions.x(), count);
        file.longs(Product.INDEXES, LongStream.range(0, count).toArray(), count);
    }

    static void writeLosses(Hdf5Writer file, double[] losses) {
        file.longs("loss_epochs", LongStream.rangeClosed(1, losses.length).toArray(), losses.length);
        file.doubles(Product.LOSS_VALUES, losses, losses.length);
    }

    private static void writeRoot(Hdf5Writer file, Result result) {
        Result.Provenance provenance = result.provenance();
        file.attribute("/", "name", provenance.name());
        file.attribute(
                "/",
                "comments",
                "reconstructed by " + provenance.program() + " with " + provenance.engine()
                        + "; exposure time, tomography angle and mass attenuation are not known and written as 0");
        file.attribute("/", Product.DISTANCE, provenance.geometry().distance());
        file.attribute("/", Product.ENERGY, ProvenanceGroup.energy(provenance.geometry()));
        file.attribute("/", Product.PHOTONS, result.probe().power());
        for (String unknown : UNKNOWN) {
            file.attribute("/", unknown, 0.0);
        }
    }
}
