package org.polyptych.electron.direct;

import org.polyptych.core.settings.Setting;

/**
 * What can be set of {@link IntegratedMass}.
 *
 * @param highPass periods over the scanned area
 */
public record IcomSettings(
        @Setting(
                value = "0.5",
                doc =
                        "periods over the scanned area below which frequencies are held down, since an integral makes much of"
                                + " them: 0 (none) to 100")
        double highPass) {
    public IcomSettings {
        if (!(highPass >= 0 && highPass <= 100)) {
            throw new IllegalArgumentException("highPass must be 0 to 100, got " + highPass);
        }
    }
}
