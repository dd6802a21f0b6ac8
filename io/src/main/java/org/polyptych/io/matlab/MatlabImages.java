package org.polyptych.io.matlab;

import java.util.function.IntToDoubleFunction;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;

/** Complex images out of an array A(y, x) or A(y, x, k). */
final class MatlabImages {
    private MatlabImages() {}

    /**
     * @param re real parts of A(:)
     * @param im imaginary parts
     * @param label file and array, for messages
     */
    static ComplexImage[] of(long[] size, IntToDoubleFunction re, IntToDoubleFunction im, String label) {
        if (size.length < 2 || size.length > 3 || size[0] < 1 || size[1] < 1) {
            throw new BadInputException(
                    label + " must be (y, x) or (y, x, mode), but its size is " + MatlabArray.text(size));
        }
        int rows = Math.toIntExact(size[0]);
        int columns = Math.toIntExact(size[1]);
        ComplexImage[] images = new ComplexImage[size.length == 2 ? 1 : Math.toIntExact(size[2])];
        for (int k = 0; k < images.length; k++) {
            images[k] = ComplexImage.zeros(rows, columns);
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    int from = (k * columns + x) * rows + y;
                    images[k].re()[y * columns + x] = (float) re.applyAsDouble(from);
                    images[k].im()[y * columns + x] = (float) im.applyAsDouble(from);
                }
            }
        }
        return images;
    }
}
