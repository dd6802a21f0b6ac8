package org.polyptych.neural.ptychopinn;

import java.nio.file.Path;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.answers.CommonFactor;
import org.polyptych.neural.answers.Weighting;
import org.polyptych.neural.stitch.Between;
import org.polyptych.neural.torch.Device;

/** Settings of {@link PtychoPinnEngine}. */
public record PtychoPinnSettings(
        @Setting(
                value = "",
                doc = "the trained network, a file that 'polyptych train ptychopinn', 'pinn' or 'overlaps' has written")
        Path model,

        @Setting(
                value = "false",
                doc =
                        "true: also a network that was taught with other pixels of the object, where the beam is the same in"
                                + " pixels")
        boolean anyPixel,

        @Setting(
                value = "false",
                doc =
                        "true: also a scan whose probe is more than half as wide again as the one it was taught with, or as"
                                + " much narrower")
        boolean anyBeam,

        @Setting(
                value = "cpu",
                doc = "where the network works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(
                value = "float32",
                doc =
                        "numbers that the network works with: float32, or bfloat16, which is faster on some processors and"
                                + " has 8 bits instead of 24")
        Numbers numbers,

        @Setting(
                value = "few",
                doc =
                        "groups that are asked: few, so that each frame is in one, or all, about every frame one: slower, and"
                                + " more answers to average")
        Asked groups,

        @Setting(
                value = "4",
                doc = "groups given to the network at a time, 1 to 4096; changes the result by rounding alone")
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

    /** Of weights and of what lies between layers. */
    public enum Numbers {
        FLOAT32,
        BFLOAT16;

        torch.ScalarType torch() {
            return this == FLOAT32 ? torch.ScalarType.Float : torch.ScalarType.BFloat16;
        }
    }

    /** Which groups a network is asked about. */
    public enum Asked {
        FEW,
        ALL
    }

    public PtychoPinnSettings {
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096, got " + batch);
        }
        if (central < 0) {
            throw new IllegalArgumentException("central must be 0 or more, got " + central);
        }
    }
}
