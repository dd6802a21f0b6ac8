package org.polyptych.neural.ptychopinn;

import org.polyptych.core.settings.Setting;

/** The probe that patterns are predicted with. */
record Beam(
        @Setting(
                value = "auto",
                doc = "the probe: truth (of a simulated scan), file (the scan's own), data (made from the patterns), or"
                        + " auto (the first of these that there is)")
        ProbeStart probe,

        @Setting(value = "0", doc = "incoherent modes of the probe, up to 100; 0: those that it has")
        int modes,

        @Setting(
                value = "false",
                doc = "whether the probe is cut off at a quarter of the pattern's side from the middle, as in the"
                        + " paper's code")
        boolean probeMask,

        @Setting(
                value = "0",
                doc = "rate at which the probe is learned too, 0 to 1, one for all scans; 0: it stays as it is")
        double probeRate) {
    Beam {
        Teaching.require(modes >= 0 && modes <= 100, "modes must be 0 to 100, got " + modes);
        Teaching.require(probeRate >= 0 && probeRate <= 1, "probeRate must be 0 to 1, got " + probeRate);
    }
}
