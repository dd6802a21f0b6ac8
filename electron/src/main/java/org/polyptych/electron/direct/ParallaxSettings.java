package org.polyptych.electron.direct;

import org.polyptych.core.settings.Setting;

/**
 * What can be set of {@link Parallax}.
 *
 * @param noise added to the squared transfer
 */
public record ParallaxSettings(
        @Setting(
                value = "0.1",
                doc =
                        "how much noise is expected, added to the squared contrast transfer (at most 4) of each frequency:"
                                + " larger is smoother, above 0 to 100")
        double noise) {
    public ParallaxSettings {
        if (!(noise > 0 && noise <= 100)) {
            throw new IllegalArgumentException("noise must be above 0 to 100, got " + noise);
        }
    }
}
