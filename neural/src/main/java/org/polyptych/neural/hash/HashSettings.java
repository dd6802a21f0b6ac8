package org.polyptych.neural.hash;

import org.polyptych.core.settings.Setting;

/**
 * What a {@link HashEncoding} is.
 *
 * @param levels of resolution, 1 to 32
 * @param features numbers an entry, 1 to 8
 * @param table most entries a level, 1 to 2^24
 * @param base resolution of the coarsest level, 2 or more
 * @param growth of the resolution from level to level, 1 or more
 */
public record HashSettings(
        @Setting(value = "16", doc = "Levels of resolution.")
        int levels,

        @Setting(value = "2", doc = "Numbers that an entry of a table holds.")
        int features,

        @Setting(value = "32768", doc = "Most entries a level; finer levels share entries by a hash.")
        int table,

        @Setting(value = "16", doc = "Resolution of the coarsest level.")
        int base,

        @Setting(value = "1.5", doc = "Resolution of a level over that of the one before.")
        double growth) {
    private static final int MOST_LEVELS = 32;
    private static final int MOST_FEATURES = 8;
    private static final int LARGEST_TABLE = 1 << 24;
    private static final double FINEST = 1e9;

    public HashSettings {
        within("levels", levels, 1, MOST_LEVELS);
        within("features", features, 1, MOST_FEATURES);
        within("table", table, 1, LARGEST_TABLE);
        within("base", base, 2, LARGEST_TABLE);
        if (!(growth >= 1 && base * Math.pow(growth, levels - 1) <= FINEST)) {
            throw new IllegalArgumentException(
                    "growth must be 1 or more, and base growth^(levels - 1) 1e9 at most, got " + growth + " and "
                            + levels + " levels");
        }
    }

    /** As PtyINR has it. */
    public static HashSettings usual() {
        return new HashSettings(16, 2, 1 << 15, 16, 1.5);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", got " + value);
        }
    }
}
