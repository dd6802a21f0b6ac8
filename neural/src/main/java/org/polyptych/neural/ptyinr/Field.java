package org.polyptych.neural.ptyinr;

import org.bytedeco.pytorch.NoGradGuard;
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
    /** Points at a time, wherever asked: what networks hold for each of more would fill the memory. */
    private static final int STRIPE = 1 << 15;

    private final Planes planes;
    private final PtyInrSettings.Form form;
    private final double offset;

    /** @param offset added to the first of two planes: what images of zeros stand for */
    Field(Planes planes, PtyInrSettings.Form form, double offset) {
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

    /** The first image wherever asked, row after row of the coordinates; evaluated in stripes, for any number of points. */
    ComplexImage at(Coordinates coordinates) {
        int rows = coordinates.fineRows();
        int columns = coordinates.fineColumns();
        int stripe = Math.max(1, STRIPE / columns);
        ComplexImage whole = ComplexImage.zeros(rows, columns);
        for (int from = 0; from < rows; from += stripe) {
            int to = Math.min(rows, from + stripe);
            try (Scope scope = Scope.open();
                    NoGradGuard without = new NoGradGuard()) {
                Tensor values = planes.at(coordinates, from, to).reshape(-1, to - from, columns);
                ComplexImage part = Tensors.images(complex(values))[0];
                System.arraycopy(part.re(), 0, whole.re(), from * columns, part.size());
                System.arraycopy(part.im(), 0, whole.im(), from * columns, part.size());
            }
        }
        return whole;
    }

    private Tensor complex(Tensor values) {
        Tensor pairs = values.reshape(-1, 2, values.size(-2), values.size(-1));
        Tensor first = pairs.select(1, 0);
        Tensor second = pairs.select(1, 1);
        return form == PtyInrSettings.Form.CARTESIAN
                ? Tensors.complex(offset == 0 ? first : first.add(new Scalar(offset)), second)
                : torch.polar(first.add(new Scalar(offset)).abs(), second);
    }

    @Override
    public void close() {
        planes.close();
    }
}
