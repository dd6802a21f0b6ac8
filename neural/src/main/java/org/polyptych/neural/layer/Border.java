package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** What a convolution sees beyond the edge of an image. */
public enum Border {
    ZERO,
    /** The opposite edge: the image is periodic. The padding may be as wide as the image. */
    CIRCULAR,
    /** The image mirrored at its outermost pixels, which are not repeated. The padding must be narrower than the image. */
    REFLECT;

    /** The image [image][channel][row][column] with so many pixels more on each side. */
    Tensor pad(Tensor image, int pixels) {
        if (pixels == 0) {
            return image;
        }
        long[] sides = {pixels, pixels, pixels, pixels};
        return switch (this) {
            case ZERO -> torch.pad(image, sides);
            case CIRCULAR -> torch.pad(image, sides, "circular", null);
            case REFLECT -> torch.pad(image, sides, "reflect", null);
        };
    }
}
