package org.polyptych.physics;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;

/**
 * What was measured and what the result predicts, averaged over all frames, in counts, in the order of files.
 *
 * @param measured 0 on masked pixels
 * @param modelled on every pixel
 */
public record MeanPatterns(RealImage measured, RealImage modelled) {

    /**
     * Computes both at the positions of the result and in its conditions, through all its slices and states, one frame
     * after the other.
     */
    public static MeanPatterns of(Scan scan, Result result) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        Probe probe = result.probe();
        boolean round = Boolean.parseBoolean(result.provenance().settings().getOrDefault("positions.round", "false"));
        Conditions conditions = result.conditions();
        Positions positions = conditions.motion() == null
                ? result.positions()
                : conditions.motion().subPositions(result.positions());
        FramePlacements placements = FramePlacements.of(result.specimen(), positions, rows, columns, round);
        ComplexImage[] modes = new Parameters(result.specimen(), probe, result.positions(), conditions).probeModes();
        // that of the result, since a refined distance is not the scan's
        Propagation propagation = Propagation.of(
                result.provenance().geometry().near().isPresent()
                        ? result.provenance().geometry()
                        : scan.geometry());
        double[] measured = new double[rows * columns];
        double[] modelled = new double[rows * columns];
        SliceStack slices =
                new SliceStack(result.specimen(), rows, columns, scan.geometry().wavelength());
        int parts = conditions.parts();
        int n = result.positions().count();
        try (FrameKernel kernel = new FrameKernel(propagation, probe.modes(), !placements.whole())) {
            boolean varies = conditions.weights() != null;
            ProbeMixture mixture = varies ? new ProbeMixture(probe.modes(), rows, columns) : null;
            ProbeSpectrum spectrum = varies ? null : ProbeSpectrum.of(modes, kernel.fft(), !placements.whole());
            for (int j = 0; j < n; j++) {
                if (varies) {
                    mixture.mix(modes, conditions.weights()[j]);
                    spectrum = ProbeSpectrum.of(mixture.probe(), kernel.fft(), !placements.whole());
                }
                kernel.wander(conditions.descan(), j);
                float[] intensity = slices.intensity(kernel, spectrum, placements, j * parts, parts);
                double factor = conditions.intensity() == null ? 1 : conditions.intensity()[j];
                float[] amplitude = scan.frames().frame(j);
                for (int i = 0; i < measured.length; i++) {
                    modelled[i] += factor * intensity[i];
                    measured[i] += scan.mask()[i] ? (double) amplitude[i] * amplitude[i] : 0;
                }
            }
        }
        float[] counts = mean(modelled, n, rows, columns).values();
        if (conditions.upsample() > 1) {
            new DetectorPixels(propagation, rows, columns, conditions.upsample())
                    .mean(counts, new float[counts.length]);
        }
        RealImage predicted = new RealImage(rows, columns, propagation.toFile(counts));
        for (int i = 0; conditions.background() != null && i < predicted.size(); i++) {
            predicted.values()[i] += conditions.background()[i];
        }
        return new MeanPatterns(mean(measured, n, rows, columns), predicted);
    }

    private static RealImage mean(double[] sum, int n, int rows, int columns) {
        RealImage mean = RealImage.zeros(rows, columns);
        for (int i = 0; i < sum.length; i++) {
            mean.values()[i] = (float) (sum[i] / n);
        }
        return mean;
    }
}
