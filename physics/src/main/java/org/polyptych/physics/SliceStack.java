package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;

/**
 * A specimen of any number of slices and states as a frame sees it: the intensity on the detector. The states are summed
 * like the modes of the probe; the wave behind a slice travels to the next ({@link FreeSpace}). Forwards only, without
 * gradients; several threads may use one, each with a kernel of its own.
 */
public final class SliceStack {
    private final Specimen specimen;
    private final int rows;
    private final int columns;
    private final int pixels;
    /** Between the slices. */
    private final FreeSpace[] gaps;
    /** Part of the highest frequency that reaches the detector of the far field. */
    private final double bandLimit;

    private SliceStack(Specimen specimen, int rows, int columns, FreeSpace[] gaps, double bandLimit) {
        this.specimen = specimen;
        this.rows = rows;
        this.columns = columns;
        this.pixels = rows * columns;
        this.gaps = gaps;
        this.bandLimit = bandLimit;
    }

    /**
     * @param rows of a frame
     * @param columns of a frame
     * @param wavelength in metres; may be NaN for a thin specimen
     */
    public SliceStack(Specimen specimen, int rows, int columns, double wavelength) {
        this(specimen, rows, columns, FreeSpace.between(specimen, rows, columns, wavelength), Double.POSITIVE_INFINITY);
    }

    /**
     * The same with a limit to the frequencies that travel from slice to slice, and from the last to a detector in the far
     * field.
     *
     * @param bandLimit part of the highest frequency of the grid, above 0
     * @see FreeSpace#limited
     */
    public SliceStack limited(double bandLimit) {
        return new SliceStack(
                specimen,
                rows,
                columns,
                Arrays.stream(gaps)
                        .map(gap -> gap.limited(bandLimit, specimen.pixelHeight(), specimen.pixelWidth()))
                        .toArray(FreeSpace[]::new),
                bandLimit);
    }

    /** Takes away what is beyond the band limit, on the detector in FFT order. */
    private void limit(float[] intensity) {
        double height = specimen.pixelHeight();
        double width = specimen.pixelWidth();
        double most = bandLimit / (2 * Math.max(height, width));
        for (int i = 0; i < pixels; i++) {
            double fy = SubPixelShift.frequency(i / columns, rows) / (rows * height);
            double fx = SubPixelShift.frequency(i % columns, columns) / (columns * width);
            if (fy * fy + fx * fx > most * most) {
                intensity[i] = 0;
            }
        }
    }

    /**
     * The mean over a frame's sub-positions, in the order of the kernel.
     *
     * @param first of the sub-positions in the placements
     * @param points how many there are, 1 for a stage at rest
     */
    public float[] intensity(
            FrameKernel kernel, ProbeSpectrum probe, FramePlacements placements, int first, int points) {
        float[] sum = new float[pixels];
        boolean single = points == 1 && specimen.modes() == 1;
        float[] one = single ? sum : new float[pixels];
        for (int k = 0; k < points; k++) {
            for (ComplexImage[] slices : specimen.images()) {
                passThrough(kernel, slices, probe, placements, first + k);
                kernel.toDetector();
                kernel.intensity(one);
                for (int i = 0; !single && i < pixels; i++) {
                    sum[i] += one[i] / points;
                }
            }
        }
        if (bandLimit < Double.POSITIVE_INFINITY) {
            limit(sum);
        }
        return sum;
    }

    /** Makes the waves behind the last slice. */
    private void passThrough(
            FrameKernel kernel, ComplexImage[] slices, ProbeSpectrum probe, FramePlacements placements, int place) {
        kernel.place(slices[0], probe, placements, place);
        kernel.exitWaves();
        for (int s = 1; s < slices.length; s++) {
            kernel.cut(slices[s], placements, place);
            ComplexImage patch = kernel.patch();
            for (ComplexImage wave : kernel.waves()) {
                gaps[s - 1].forward(wave, kernel.fft());
                ComplexLoops.multiply(patch.re(), patch.im(), wave.re(), wave.im(), wave.re(), wave.im(), 0, pixels);
            }
        }
    }
}
