package org.polyptych.engines;

import org.polyptych.core.settings.Setting;

/** Settings of a fly scan: how the probe moves over the specimen while a frame is exposed. */
public record FlySettings(
        @Setting(
                value = "0",
                doc = "how far the probe moves over the specimen during a frame, in metres; 0: it stands still")
        double length,

        @Setting(
                value = "auto",
                doc =
                        "direction of that motion: auto (towards the nearer neighbour in the file's order) or degrees from"
                                + " right towards down")
        String direction,

        @Setting(
                value = "5",
                doc = "sub-positions that a frame's motion is cut into, 2 to 1000; a frame costs so many times more")
        int parts) {
    private static final String AUTO = "auto";

    public FlySettings {
        if (!(length >= 0 && length <= 1)) {
            throw new IllegalArgumentException("length must be 0 to 1 m, got " + length);
        }
        if (parts < 2 || parts > 1000) {
            throw new IllegalArgumentException("parts must be 2 to 1000, got " + parts);
        }
        if (!direction.equals(AUTO)) {
            degrees(direction);
        }
    }

    private static double degrees(String text) {
        try {
            double degrees = Double.parseDouble(text);
            if (Double.isFinite(degrees)) {
                return degrees;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new IllegalArgumentException("direction must be auto or a number of degrees, got '" + text + "'");
    }

    /** Whether the probe moves at all. */
    public boolean moves() {
        return length > 0;
    }

    /** Whether the direction comes from the order of the frames. */
    boolean alongScan() {
        return direction.equals(AUTO);
    }

    /** The direction in radians from right towards down, where it does not come from the order of the frames. */
    double radians() {
        return Math.toRadians(degrees(direction));
    }
}
