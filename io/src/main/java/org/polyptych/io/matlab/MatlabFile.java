package org.polyptych.io.matlab;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.ReadOut;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;

/**
 * The arrays of a MATLAB file, level 5 (MATLAB 5 to 7) or 7.3 (HDF5), as MATLAB shows them: both keep the numbers in the
 * order of A(:), the first index running fastest, so that one says of an array all that the other does.
 */
public sealed interface MatlabFile extends AutoCloseable permits Mat5File, Mat73File {
    /** Whether the file is one of MATLAB's, by its content. */
    static boolean isMatlab(Path file) {
        return Mat5File.isMat5(file) || Mat73File.isMat73(file);
    }

    /**
     * Whether the file is HDF5 and not MATLAB's. Formats that go by the names of datasets ask this first: in MATLAB's files
     * {@code dp} or {@code probe} is some variable, with its dimensions in reverse.
     */
    static boolean isOtherHdf5(Path file) {
        return Hdf5File.hasSignature(file) && !Mat73File.isMat73(file);
    }

    /** @throws BadInputException if it is damaged */
    static MatlabFile open(Path file) {
        return Mat5File.isMat5(file) ? Mat5File.open(file) : Mat73File.open(file);
    }

    Path path();

    /** All arrays of numbers, those in structs too; not what is in cells or in arrays of structs. */
    List<MatlabArray> arrays();

    /**
     * The numbers of a real array, A(:).
     *
     * @throws BadInputException if there is no such array, it is complex, or too large for the memory
     */
    double[] numbers(String name);

    /**
     * A complex array A(y, x) or A(y, x, k) as images, k the first index of what comes back.
     *
     * @throws BadInputException as above
     */
    ComplexImage[] images(String name);

    /**
     * The frames of a real array.
     *
     * @param axes what its dimensions are
     * @param memoryLimit how many bytes of amplitudes may be held; more stay in the file, where the format allows it
     * @throws BadInputException as above, and for values that no detector gives
     */
    Frames frames(String name, FrameAxes axes, ReadOut readOut, long memoryLimit);

    /**
     * Which pixels of the frames are good: those that the detector does not mark ({@link
     * org.polyptych.io.frames.DetectorMarks}), where MATLAB's class of the array is one of whole numbers.
     *
     * @param notes gets a line if any is bad
     */
    boolean[] good(String name, FrameAxes axes, List<String> notes);

    default Optional<MatlabArray> find(String name) {
        return arrays().stream().filter(array -> array.name().equals(name)).findFirst();
    }

    /** @throws BadInputException if there is no such array; the line says which there are */
    default MatlabArray array(String name) {
        return find(name)
                .orElseThrow(() -> new BadInputException(path() + ": no array '" + name + "'; the file has "
                        + (arrays().isEmpty() ? "none of numbers" : arrays())));
    }

    @Override
    void close();
}
