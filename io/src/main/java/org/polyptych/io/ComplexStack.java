package org.polyptych.io;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5File;

/** Complex images [k, y, x] or [y, x] from NumPy's files, for a probe or an object that a user brings along. */
final class ComplexStack {
    private static final List<String> NUMPY = List.of(".npy", ".npz");

    private ComplexStack() {}

    /** Whether the file is HDF5, by its content; if it is neither that nor one of NumPy's, says so. */
    static boolean isHdf5(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": this is a folder, not a file");
        }
        if (Hdf5File.hasSignature(file)) {
            return true;
        }
        String name = file.getFileName().toString();
        if (NUMPY.stream().noneMatch(name::endsWith)) {
            throw new BadInputException(
                    file + ": must be .npy, .npz, or an HDF5 product (.h5, .hdf5) with complex images");
        }
        return false;
    }

    /**
     * The images of an npy file, or of one array of an npz file.
     *
     * @param entry the array's name in an npz file; needed only if there are several
     * @param first what the first dimension of three is, for messages
     */
    static ComplexImage[] read(Path file, String entry, String first) {
        boolean single = file.getFileName().toString().endsWith(".npy");
        NpyArray array = single ? NpyFile.read(file) : fromNpz(file, entry);
        String expected = ": must be complex, [y, x] or [" + first + ", y, x]; it is ";
        int rank = array.shape().length;
        if (!array.type().isComplex() || rank < 2 || rank > 3 || array.size() == 0) {
            throw new BadInputException(file + expected + array.type().name().toLowerCase(java.util.Locale.ROOT) + ", "
                    + array.shapeText());
        }
        ComplexImage[] images = array.complexImages();
        if (!Arrays.stream(images).allMatch(ComplexImage::isFinite)) {
            throw new BadInputException(file + ": holds values that are NaN or infinite");
        }
        return images;
    }

    private static NpyArray fromNpz(Path file, String entry) {
        try (NpzFile npz = NpzFile.open(file)) {
            List<String> names = npz.names();
            if (npz.has(entry) || names.size() != 1) {
                return npz.read(entry);
            }
            return npz.read(names.getFirst());
        }
    }
}
