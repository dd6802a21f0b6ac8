package org.polyptych.physics.protocol;

/**
 * One figure of a protocol.
 *
 * @param key what it is, from the general to the special, such as object.phase.psnr
 * @param value NaN never; infinite for the PSNR of equal images
 * @param unit such as dB, rad, px; empty for a pure number
 * @param meaning a few words for a reader
 */
public record Score(String key, double value, String unit, String meaning) {
    public Score {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException(key + " came out as NaN");
        }
    }
}
