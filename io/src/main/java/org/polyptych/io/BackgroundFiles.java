package org.polyptych.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * The background of {@code --background FILE}: counts [row][column] of the size of a frame, or several frames of them
 * [frame][row][column], whose mean is taken. Formats: npy; HDF5, where it is the dataset by one of the usual names, else
 * the only one of the right size in the file's root; grey TIFF or PNG of one picture, as stored.
 */
public final class BackgroundFiles {
    /** First that of our own results, then those of CXI and of other beamlines' files. */
    private static final List<String> USUAL = List.of(
            "polyptych/background",
            "background",
            "dark",
            "data_dark",
            CxiNames.DETECTOR + "/data_dark",
            CxiNames.DETECTOR + "/dark",
            CxiNames.DETECTOR + "/data_background");

    private BackgroundFiles() {}

    /**
     * What a file says.
     *
     * @param counts 0 on masked pixels
     * @param note where it was found, and how much it is
     */
    public record Measured(float[] counts, String note) {}

    /**
     * Reads a background for frames of the given size.
     *
     * @param mask true where a pixel is good; what a background says of others is not looked at
     * @throws BadInputException if the file is missing, damaged or of another size, or a good pixel is not finite or
     *     below 0
     */
    public static Measured open(Path file, int rows, int columns, boolean[] mask) {
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": no such file");
        }
        Mean mean;
        if (Hdf5File.hasSignature(file)) {
            mean = fromHdf5(file, rows, columns);
        } else if (PictureFile.isPicture(file)) {
            mean = fromPicture(file, rows, columns);
        } else {
            mean = fromNpy(file, rows, columns);
        }
        return checked(mean, file, columns, mask);
    }

    /** Sums of counts over so many frames, and what they were read from. */
    private record Mean(double[] sum, long frames, String label) {}

    private static Mean fromNpy(Path file, int rows, int columns) {
        NpyArray array = NpyFile.read(file);
        int[] shape = array.shape();
        int rank = shape.length;
        if (array.type().isComplex()) {
            throw new BadInputException(file + ": a background is of counts, not complex");
        }
        if (rank < 2 || rank > 3 || shape[rank - 2] != rows || shape[rank - 1] != columns || array.size() == 0) {
            throw wrongSize(file.toString(), array.shapeText(), rows, columns);
        }
        double[] values = array.doubles();
        double[] sum = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            sum[i % sum.length] += values[i];
        }
        return new Mean(sum, values.length / sum.length, file.toString());
    }

    private static Mean fromPicture(Path file, int rows, int columns) {
        PictureFile picture = PictureFile.stored(file);
        if (picture.image().rows() != rows || picture.image().columns() != columns) {
            throw wrongSize(
                    file.toString(),
                    picture.image().rows() + " x " + picture.image().columns(),
                    rows,
                    columns);
        }
        double[] sum = new double[rows * columns];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = picture.image().values()[i];
        }
        return new Mean(sum, 1, file.toString());
    }

    private static Mean fromHdf5(Path file, int rows, int columns) {
        try (Hdf5File open = Hdf5File.open(file)) {
            String name =
                    USUAL.stream().filter(open::isDataset).findFirst().orElseGet(() -> onlyOne(open, rows, columns));
            try (Hdf5Dataset dataset = open.dataset(name)) {
                if (!fits(dataset, rows, columns)) {
                    throw wrongSize(dataset.label(), dataset.shapeText(), rows, columns);
                }
                double[] sum = new double[rows * columns];
                long frames = dataset.rank() == 2 ? 1 : dataset.shape()[0];
                for (long j = 0; j < frames; j++) {
                    double[] values = dataset.rank() == 2
                            ? dataset.doubles()
                            : dataset.doubles(new long[] {j, 0, 0}, new long[] {1, rows, columns});
                    for (int i = 0; i < sum.length; i++) {
                        sum[i] += values[i];
                    }
                }
                return new Mean(sum, frames, file + ": dataset '" + name + "'");
            }
        }
    }

    private static boolean fits(Hdf5Dataset dataset, int rows, int columns) {
        long[] shape = dataset.shape();
        int rank = shape.length;
        boolean number = dataset.kind() == Hdf5Dataset.Kind.INTEGER || dataset.kind() == Hdf5Dataset.Kind.FLOAT;
        return number
                && (rank == 2 || rank == 3)
                && shape[0] > 0
                && shape[rank - 2] == rows
                && shape[rank - 1] == columns;
    }

    private static String onlyOne(Hdf5File open, int rows, int columns) {
        List<String> fitting = open.names("/").stream()
                .filter(open::isDataset)
                .filter(name -> {
                    try (Hdf5Dataset dataset = open.dataset(name)) {
                        return fits(dataset, rows, columns);
                    }
                })
                .toList();
        if (fitting.size() != 1) {
            throw new BadInputException(open.path()
                    + ": which dataset is the background? One is looked for by the names "
                    + USUAL.stream().limit(4).collect(Collectors.joining(", ")) + ", else the only one of " + rows
                    + " x " + columns + " pixels in the root; there "
                    + (fitting.isEmpty() ? "is none" : "are " + String.join(", ", fitting)) + "; save it as .npy");
        }
        return fitting.getFirst();
    }

    private static BadInputException wrongSize(String label, String shape, int rows, int columns) {
        return new BadInputException(label + ": the background is " + shape + ", the frames have " + rows + " x "
                + columns + " pixels; it must be as large as they are, or several such frames");
    }

    private static Measured checked(Mean mean, Path file, int columns, boolean[] mask) {
        float[] counts = new float[mask.length];
        double total = 0;
        int good = 0;
        for (int i = 0; i < counts.length; i++) {
            if (!mask[i]) {
                continue;
            }
            double value = mean.sum[i] / mean.frames;
            if (!(value >= 0 && value <= Float.MAX_VALUE)) {
                throw new BadInputException(mean.label + ": the background is " + value + " at pixel (row "
                        + i / columns + ", column " + i % columns
                        + "); it must be finite counts, 0 or more, on every good pixel; mask the pixel or correct it");
            }
            counts[i] = (float) value;
            total += value;
            good++;
        }
        return new Measured(
                counts,
                String.format(
                        Locale.ROOT,
                        "background-file: %s%s, %.4g counts on a good pixel on average, taken as counts of one frame's"
                                + " exposure",
                        mean.label.replace(file.toString(), file.getFileName().toString()),
                        mean.frames > 1 ? ", the mean of " + mean.frames + " frames" : "",
                        good == 0 ? 0 : total / good));
    }
}
