package org.polyptych.electron.direct;

import org.polyptych.core.settings.Setting;

/**
 * What can be set of {@link SideBand}.
 *
 * @param noise added to the squared transfer
 */
public record SsbSettings(
        @Setting(
                value = "0.05",
                doc = "how much noise is expected, added to the share of the disc in which a frequency shows: larger is"
                        + " smoother, above 0 to 100")
        double noise) {
    public SsbSettings {
        if (!(noise > 0 && noise <= 100)) {
            throw new IllegalArgumentException("noise must be above 0 to 100, got " + noise);
        }
    }
}
