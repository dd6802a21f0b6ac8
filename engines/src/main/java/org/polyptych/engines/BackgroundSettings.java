package org.polyptych.engines;

import org.polyptych.core.settings.Setting;

/** Settings of what the detector counts beside the light through the specimen. */
public record BackgroundSettings(
        @Setting(
                value = "0",
                doc =
                        "counts on every pixel of every frame that do not come through the specimen (stray light, dark"
                                + " counts), 0 or more, on top of a measured background; an engine that fits them starts from here")
        double counts) {

    public BackgroundSettings {
        if (!(counts >= 0 && counts <= 1e12)) {
            throw new IllegalArgumentException("counts must be 0 to 1e12, got " + counts);
        }
    }

    /** Whether there is any. */
    public boolean any() {
        return counts > 0;
    }
}
