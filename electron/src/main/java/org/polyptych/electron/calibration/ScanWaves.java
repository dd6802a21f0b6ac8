package org.polyptych.electron.calibration;

import org.polyptych.core.Parallel;

/**
 * The phase of a weak object at any spatial frequency of a scan, from the images of the beams and a model of the lens that is
 * known: what {@link BeamMatch} says at each frequency, in radians.
 */
public final class ScanWaves {
    private final BeamImages relative;
    private final BeamModel model;
    private final double noise;
    private final Parallel parallel;

    /**
     * @param noise added to the mean squared transfer of a cell
     * @param parallel must stay open
     */
    public ScanWaves(BeamImages images, BeamModel model, double noise, Parallel parallel) {
        this.relative = images.relative();
        this.model = model;
        this.noise = noise;
        this.parallel = parallel;
    }

    /**
     * phi(s) of phi(r) = sum over s of phi(s) exp(2 pi i s r), under the scan's window, for frequencies that lie 1 / height and
     * 1 / width apart.
     *
     * @param y cycles per metre down, on the axes of the scan
     * @param x cycles per metre to the right
     * @param cells in the area of which the sum over s is a series: height times width over the area of a frame
     * @return {re, im}
     */
    public double[][] phase(double[] y, double[] x, double cells) {
        ScanSpectrum spectrum = ScanSpectrum.of(relative, new ScanFrequencies(y, x), parallel);
        return new BeamMatch(spectrum).phase(model, noise, cells, parallel);
    }
}
