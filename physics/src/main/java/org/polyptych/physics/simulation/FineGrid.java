package org.polyptych.physics.simulation;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.FftOrder;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/**
 * A grid twice as fine as that of the reconstruction: same field of view, half the pixel, and so a detector twice as
 * wide, of which the central part is kept. A scan simulated on it holds what no object on the coarse grid can explain,
 * as measured ones do.
 *
 * <p>The truth on the coarse grid is the part of the spectrum that the kept detector can see, without any filter: of the
 * probe exactly, of the specimen with its mirror image beyond the edges.
 */
public final class FineGrid {
    private FineGrid() {}

    /** The geometry that fine specimens are laid in: twice the pixels, half as large. */
    public static Geometry geometry(Geometry coarse) {
        int rows = 2 * coarse.rows();
        int columns = 2 * coarse.columns();
        double height = coarse.pixelHeight() / 2;
        double width = coarse.pixelWidth() / 2;
        return switch (coarse) {
            case XrayGeometry x -> new XrayGeometry(rows, columns, height, width, x.energyEv(), x.distance());
            case ElectronGeometry e -> new ElectronGeometry(rows, columns, height, width, e.voltage(), e.distance());
        };
    }

    /**
     * The same probe on the fine grid: its spectrum with zeros around it. The power stays.
     *
     * @throws BadInputException if the probe has an odd number of rows or columns
     */
    public static Probe fine(Probe coarse) {
        int rows = coarse.rows();
        int columns = coarse.columns();
        if (rows % 2 == 1 || columns % 2 == 1) {
            throw new BadInputException("a simulation on a finer grid needs frames of an even number of rows and"
                    + " columns, got " + rows + " x " + columns);
        }
        ComplexImage[] modes = new ComplexImage[coarse.modes()];
        for (int m = 0; m < modes.length; m++) {
            ComplexImage spectrum = transformed(coarse.mode(m), true);
            ComplexImage wide = ComplexImage.zeros(2 * rows, 2 * columns);
            for (int y = 0; y < rows; y++) {
                int to = (y + rows / 2) * 2 * columns + columns / 2;
                System.arraycopy(spectrum.re(), y * columns, wide.re(), to, columns);
                System.arraycopy(spectrum.im(), y * columns, wide.im(), to, columns);
            }
            modes[m] = transformed(wide, false);
        }
        return Probe.of(modes);
    }

    /** What of a fine specimen can be seen on a grid of half as many pixels, twice as large; slice by slice. */
    public static Specimen coarse(Specimen fine) {
        int keptRows = (fine.rows() + 1) / 2;
        int keptColumns = (fine.columns() + 1) / 2;
        double height = 2 * fine.pixelHeight();
        double width = 2 * fine.pixelWidth();
        double centreY = fine.centreY() + (2 * (keptRows / 2) - fine.rows() / 2) * fine.pixelHeight();
        double centreX = fine.centreX() + (2 * (keptColumns / 2) - fine.columns() / 2) * fine.pixelWidth();
        ComplexImage[][] images = new ComplexImage[fine.modes()][fine.slices()];
        for (int m = 0; m < fine.modes(); m++) {
            for (int s = 0; s < fine.slices(); s++) {
                images[m][s] = coarse(fine.images()[m][s]);
            }
        }
        return new Specimen(
                images, height, width, centreY, centreX, fine.sliceSpacing().clone(), fine.tilt());
    }

    private static ComplexImage coarse(ComplexImage fine) {
        int rows = fine.rows();
        int columns = fine.columns();
        ComplexImage spectrum = transformed(mirrored(fine), true);
        ComplexImage kept = spectrum.crop(rows - rows / 2, columns - columns / 2, rows, columns);
        ComplexImage image = transformed(kept, false).crop(0, 0, (rows + 1) / 2, (columns + 1) / 2);
        // unitary transforms of different sizes
        image.scale(0.5);
        return image;
    }

    /** The central part of a pattern on the wide detector, centred order. */
    static float[] central(float[] wide, int rows, int columns) {
        float[] kept = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            System.arraycopy(wide, (y + rows / 2) * 2 * columns + columns / 2, kept, y * columns, columns);
        }
        return kept;
    }

    /** Twice as high and wide, without an edge when continued periodically. */
    private static ComplexImage mirrored(ComplexImage image) {
        int rows = image.rows();
        int columns = image.columns();
        ComplexImage all = ComplexImage.zeros(2 * rows, 2 * columns);
        for (int y = 0; y < 2 * rows; y++) {
            int from = (y < rows ? y : 2 * rows - 1 - y) * columns;
            for (int x = 0; x < 2 * columns; x++) {
                int i = from + (x < columns ? x : 2 * columns - 1 - x);
                all.re()[y * 2 * columns + x] = image.re()[i];
                all.im()[y * 2 * columns + x] = image.im()[i];
            }
        }
        return all;
    }

    /** Image with pixel 0 as it stands, spectrum with zero frequency at N/2, unitary. */
    private static ComplexImage transformed(ComplexImage image, boolean forward) {
        try (Fft2 fft = Fft2.of(image.rows(), image.columns())) {
            if (forward) {
                ComplexImage copy = image.copy();
                fft.forward(copy.re(), copy.im());
                return FftOrder.toCentred(copy);
            }
            ComplexImage ordered = FftOrder.fromCentred(image);
            fft.inverse(ordered.re(), ordered.im());
            return ordered;
        }
    }
}
