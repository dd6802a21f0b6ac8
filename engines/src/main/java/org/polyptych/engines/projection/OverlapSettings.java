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
        finite("objectInertia", objectInertia);
        finite("probeInertia", probeInertia);
        if (probeFrom < 1) {
            throw new IllegalArgumentException("probeFrom must be 1 or more, got " + probeFrom);
        }
        if (innerRounds < 1) {
            throw new IllegalArgumentException("innerRounds must be 1 or more, got " + innerRounds);
        }
        finite("innerTolerance", innerTolerance);
    }

    private static void finite(String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be a finite number of 0 or more, got " + value);
        }
    }
}
