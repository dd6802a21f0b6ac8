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

    /** Computes both at the positions of the result, one frame after the other. */
    public static MeanPatterns of(Scan scan, Result result) {
        int rows = scan.frames().rows();
        int columns = scan.frames().columns();
        Probe probe = result.probe();
        boolean round = Boolean.parseBoolean(result.provenance().settings().getOrDefault("positions.round", "false"));
        FramePlacements placements = FramePlacements.of(result.specimen(), result.positions(), rows, columns, round);
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = probe.mode(m);
        }
        Propagation propagation = Propagation.of(scan.geometry());
        double[] measured = new double[rows * columns];
        double[] modelled = new double[rows * columns];
        float[] intensity = new float[rows * columns];
        try (FrameKernel kernel = new FrameKernel(propagation, modes.length, !placements.whole())) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(modes, kernel.fft(), !placements.whole());
            for (int j = 0; j < placements.count(); j++) {
                kernel.place(result.specimen().image(), spectrum, placements, j);
                kernel.exitWaves();
                kernel.toDetector();
                kernel.intensity(intensity);
                float[] amplitude = scan.frames().frame(j);
                for (int i = 0; i < measured.length; i++) {
                    modelled[i] += intensity[i];
                    measured[i] += scan.mask()[i] ? (double) amplitude[i] * amplitude[i] : 0;
                }
            }
        }
        int n = placements.count();
        return new MeanPatterns(
                mean(measured, n, rows, columns),
                new RealImage(
                        rows,
                        columns,
                        propagation.toFile(mean(modelled, n, rows, columns).values())));
    }

    private static RealImage mean(double[] sum, int n, int rows, int columns) {
        RealImage mean = RealImage.zeros(rows, columns);
        for (int i = 0; i < sum.length; i++) {
            mean.values()[i] = (float) (sum[i] / n);
        }
        return mean;
    }
}
