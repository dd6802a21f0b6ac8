package org.polyptych.neural.unet;

import java.nio.file.Path;
import org.polyptych.core.settings.Setting;
import org.polyptych.neural.answers.CommonFactor;
import org.polyptych.neural.torch.Device;

/** Settings of {@link UNetEngine}. */
public record UNetSettings(
        @Setting(value = "", doc = "the trained network, a file that 'polyptych train unet' has written")
        Path model,

        @Setting(
                value = "false",
                doc =
                        "true: also a network that has learned from objects with other pixels, as if they were the scan's")
        boolean anyPixel,

        @Setting(
                value = "cpu",
                doc = "where the network works: cpu, or cuda (an NVIDIA card; the same as --device cuda)")
        Device device,

        @Setting(
                value = "0.25",
                doc = "by how much patches of an object larger than the network's lie over each other, as a share of"
                        + " their side, 0 to 0.9")
        double overlap,

        @Setting(
                value = "8",
                doc = "patches given to the network at a time, 1 to 4096; changes the result by rounding alone")
        int batch,

        @Setting(
                value = "model",
                doc =
                        "the object's common factor: model, as the network says it, or data, by which it explains the counts best"
                                + " with the probe as it is")
        CommonFactor scale) {

    public UNetSettings {
        if (!(overlap >= 0 && overlap <= 0.9)) {
            throw new IllegalArgumentException("overlap must be 0 to 0.9, got " + overlap);
        }
        if (batch < 1 || batch > 4096) {
            throw new IllegalArgumentException("batch must be 1 to 4096, got " + batch);
        }
    }
}
