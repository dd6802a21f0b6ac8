package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * Complex images made of real ones, two each: amplitude |offset + a| and phase, as PtyINR has it (methods, eq. 3 and 5), or real
 * and imaginary part.
 */
final class Field implements AutoCloseable {
    private final Planes planes;
    private final Form form;
    private final double offset;

    /** What two planes are. */
    enum Form {
        /** Amplitude, from which the sign is taken, and phase. */
        POLAR,
        /** Real and imaginary part. */
        CARTESIAN
    }

    /** @param offset added to the first of two planes: what images of zeros stand for */
    Field(Planes planes, Form form, double offset) {
        this.planes = planes;
        this.form = form;
        this.offset = offset;
    }

    /** What is learned. */
    Module module() {
        return planes;
    }

    Planes planes() {
        return planes;
    }

    /** Some rows of every image, complex [image][row][column]. */
    Tensor rows(int from, int to) {
        return complex(planes.rows(from, to));
    }

    /** Every image wherever asked, [image][row][column] of the coordinates. */
    ComplexImage[] at(Coordinates coordinates) {
        try (Scope scope = Scope.open()) {
            return Tensors.images(complex(
                    planes.at(coordinates).detach().reshape(-1, coordinates.fineRows(), coordinates.fineColumns())));
        }
    }

    private Tensor complex(Tensor values) {
        Tensor pairs = values.reshape(-1, 2, values.size(-2), values.size(-1));
        Tensor first = pairs.select(1, 0);
        Tensor second = pairs.select(1, 1);
        return form == Form.CARTESIAN
                ? Tensors.complex(offset == 0 ? first : first.add(new Scalar(offset)), second)
                : torch.polar(first.add(new Scalar(offset)).abs(), second);
    }

    @Override
    public void close() {
        planes.close();
    }
}
