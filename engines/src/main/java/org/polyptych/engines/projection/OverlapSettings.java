package org.polyptych.engines.projection;

/**
 * The settings of Pi_O, which methods that project by turns have in common.
 *
 * @param objectInertia in units of the mean counts of a detector pixel
 * @param probeInertia in units of frames per mode
 * @param probeFrom first iteration that updates the probe
 * @param innerRounds most rounds of object and probe updates in an iteration
 * @param innerTolerance relative change of the probe below which the rounds end
 */
record OverlapSettings(
        double objectInertia, double probeInertia, int probeFrom, int innerRounds, double innerTolerance) {
    OverlapSettings {
        if (!(objectInertia >= 0)) {
            throw new IllegalArgumentException("objectInertia must be 0 or more, got " + objectInertia);
        }
        if (!(probeInertia >= 0)) {
            throw new IllegalArgumentException("probeInertia must be 0 or more, got " + probeInertia);
        }
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (innerRounds < 1) {
            throw new IllegalArgumentException("innerRounds must be 1 or more, got " + innerRounds);
        }
        if (!(innerTolerance >= 0)) {
            throw new IllegalArgumentException("innerTolerance must be 0 or more, got " + innerTolerance);
        }
    }
}
