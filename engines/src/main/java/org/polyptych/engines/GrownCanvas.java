package org.polyptych.engines;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * By how many whole pixels an object has to become larger on each side so that frames which have come lie on it: what is
 * there keeps its pixels.
 */
record GrownCanvas(int top, int left, int bottom, int right) {

    /** @param margin pixels around frames where the object has to become larger */
    static GrownCanvas over(Specimen specimen, Scan scan, int margin) {
        int rows = scan.geometry().rows();
        int columns = scan.geometry().columns();
        Extent y = Extent.of(scan.positions().y());
        Extent x = Extent.of(scan.positions().x());
        return new GrownCanvas(
                lacking(rows / 2 - specimen.rowOf(y.least()), margin),
                lacking(columns / 2 - specimen.columnOf(x.least()), margin),
                lacking(specimen.rowOf(y.most()) - rows / 2 + rows - specimen.rows(), margin),
                lacking(specimen.columnOf(x.most()) - columns / 2 + columns - specimen.columns(), margin));
    }

    private static int lacking(double pixels, int margin) {
        long whole = Math.round(pixels);
        return whole > 0 ? Math.toIntExact(whole + margin) : 0;
    }

    /**
     * The larger object; where there was none before, it has the root mean square of what was there for amplitude, and the
     * phase of its mean. The object itself if it is large enough.
     */
    Specimen enlarged(Specimen specimen) {
        if (top + left + bottom + right == 0) {
            return specimen;
        }
        ComplexImage[][] images = Arrays.stream(specimen.images())
                .map(slices -> Arrays.stream(slices).map(this::enlarged).toArray(ComplexImage[]::new))
                .toArray(ComplexImage[][]::new);
        int rows = images[0][0].rows();
        int columns = images[0][0].columns();
        return new Specimen(
                images,
                specimen.pixelHeight(),
                specimen.pixelWidth(),
                specimen.centreY() + (rows / 2 - top - specimen.rows() / 2) * specimen.pixelHeight(),
                specimen.centreX() + (columns / 2 - left - specimen.columns() / 2) * specimen.pixelWidth(),
                specimen.sliceSpacing().clone(),
                specimen.tilt());
    }

    private ComplexImage enlarged(ComplexImage image) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < image.size(); i++) {
            re += image.re()[i];
            im += image.im()[i];
        }
        double amplitude = Math.sqrt(image.power() / image.size());
        double phase = Math.atan2(im, re);
        ComplexImage larger = ComplexImage.constant(
                top + image.rows() + bottom,
                left + image.columns() + right,
                (float) (amplitude * Math.cos(phase)),
                (float) (amplitude * Math.sin(phase)));
        copy(image.re(), image.columns(), larger.re(), larger.columns());
        copy(image.im(), image.columns(), larger.im(), larger.columns());
        return larger;
    }

    /** The larger image, 0 where there was none. */
    RealImage enlarged(RealImage image) {
        RealImage larger = RealImage.zeros(top + image.rows() + bottom, left + image.columns() + right);
        copy(image.values(), image.columns(), larger.values(), larger.columns());
        return larger;
    }

    private void copy(float[] from, int fromColumns, float[] to, int toColumns) {
        for (int y = 0; y < from.length / fromColumns; y++) {
            System.arraycopy(from, y * fromColumns, to, (top + y) * toColumns + left, fromColumns);
        }
    }
}
