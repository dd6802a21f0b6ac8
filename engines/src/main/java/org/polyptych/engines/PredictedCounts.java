package org.polyptych.engines;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.RealImage;
import org.polyptych.physics.FrameKernel;
import org.polyptych.physics.FramePlacements;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Probe;
import org.polyptych.physics.ProbeSpectrum;
import org.polyptych.physics.Propagation;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * The mean counts of a frame that object and probe predict on the good pixels of a detector, to be compared with those
 * measured there. Without bad pixels they are the light behind the object; with them, the share of it that falls on good
 * ones is found from the patterns of a few frames: a beam stop may hide nearly all of it.
 */
final class PredictedCounts {
    /** Frames whose patterns are computed; the share differs little from one to the next. */
    private static final int FRAMES = 64;

    /** A share below this is the far tail of a pattern, which no start knows so well that counts could be told from it. */
    private static final double LEAST_SHARE = 1e-3;

    private PredictedCounts() {}

    /** @throws BadInputException if the object lets no light through */
    static double of(Scan scan, Specimen specimen, Probe probe) {
        RealImage light = Illumination.of(specimen, probe, scan.positions());
        ComplexImage image = projected(specimen);
        double sum = 0;
        for (int i = 0; i < image.size(); i++) {
            double re = image.re()[i];
            double im = image.im()[i];
            sum += light.values()[i] * (re * re + im * im);
        }
        if (!(sum > 0)) {
            throw new BadInputException(scan.source() + ": the object is zero wherever the probe lies; give another");
        }
        double total = sum / scan.positions().count();
        return hasBadPixels(scan) ? total * goodShare(scan, specimen, probe) : total;
    }

    /** The product of the slices of the strongest state, as if they lay in one plane: enough for what is counted here. */
    private static ComplexImage projected(Specimen specimen) {
        if (specimen.slices() == 1) {
            return specimen.image();
        }
        ComplexImage product = specimen.image().copy();
        for (int s = 1; s < specimen.slices(); s++) {
            ComplexImage slice = specimen.images()[0][s];
            ComplexLoops.multiply(
                    slice.re(), slice.im(), product.re(), product.im(), product.re(), product.im(), 0, product.size());
        }
        return product;
    }

    static boolean hasBadPixels(Scan scan) {
        for (boolean good : scan.mask()) {
            if (!good) {
                return true;
            }
        }
        return false;
    }

    /** The share of the light that falls on good pixels, at least {@value #LEAST_SHARE}; at whole-pixel positions. */
    static double goodShare(Scan scan, Specimen specimen, Probe probe) {
        int rows = probe.rows();
        int columns = probe.columns();
        int count = scan.positions().count();
        int chosen = Math.min(count, FRAMES);
        int[] frames = new int[chosen];
        for (int k = 0; k < chosen; k++) {
            frames[k] = (int) ((long) k * count / chosen);
        }
        FramePlacements placements =
                FramePlacements.of(specimen, scan.positions().select(frames), rows, columns, true);
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = probe.mode(m);
        }
        Propagation propagation = Propagation.of(scan.geometry());
        float[] good = good(scan, propagation);
        float[] intensity = new float[rows * columns];
        ComplexImage projected = projected(specimen);
        double seen = 0;
        double all = 0;
        try (FrameKernel kernel = new FrameKernel(propagation, modes.length, false)) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(modes, kernel.fft(), false);
            for (int k = 0; k < chosen; k++) {
                kernel.place(projected, spectrum, placements, k);
                kernel.exitWaves();
                kernel.toDetector();
                kernel.intensity(intensity);
                for (int i = 0; i < intensity.length; i++) {
                    seen += (double) good[i] * intensity[i];
                    all += intensity[i];
                }
            }
        }
        return all > 0 ? Math.max(LEAST_SHARE, seen / all) : 1;
    }

    /** 1 on good pixels, 0 on others, in the order in which the kernel has patterns. */
    private static float[] good(Scan scan, Propagation propagation) {
        float[] centred = new float[scan.mask().length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = scan.mask()[i] ? 1 : 0;
        }
        return propagation.fromFile(centred);
    }
}
