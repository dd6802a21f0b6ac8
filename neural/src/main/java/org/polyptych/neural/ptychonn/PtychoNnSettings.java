package org.polyptych.neural.ptychonn;

import java.nio.file.Path;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.answers.CommonFactor;
import org.polyptych.neural.answers.Weighting;
import org.polyptych.neural.stitch.Between;
import org.polyptych.neural.torch.Device;

/** Settings of {@link PtychoNnEngine}. */
public record PtychoNnSettings(
        @Setting(value = "", doc = "the trained network, a file that 'polyptych train ptychonn' has written")
        Path model,

        @Setting(
                value = "false",
                doc =
                        "true: also a network that was taught with other pixels of the object, where the beam is the same in"
                                + " pixels")
        boolean anyPixel,

        @Setting(
                value = "cpu",
                doc = "where the network works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(
                value = "16",
                doc = "frames given to the network at a time, 1 to 4096; changes the result by rounding alone")
        int batch,

        @Setting(
                value = "0",
                doc =
                        "side in pixels of the middle square of each answer that is used; 0: the disc in which the network was"
                                + " taught")
        int central,

        @Setting(
                value = "even",
                doc = "how the pixels used of an answer count: even, or soft, most in the middle and not at the rim")
        Weighting weights,

        @Setting(
                value = "cubic",
                doc =
                        "what an answer is between its pixels, where frames lie at fractions of one: nearest, linear or cubic")
        Between between,

        @Setting(
                value = "data",
                doc =
                        "the object's common factor: data, by which it explains the counts best with the probe as it is, or"
                                + " model, as the network was taught")
        CommonFactor scale) {

    public PtychoNnSettings {
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096, got " + batch);
        }
        if (central < 0) {
            throw new IllegalArgumentException("central must be 0 or more, got " + central);
        }
    }
}
