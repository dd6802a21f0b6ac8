package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
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
            case CIRCULAR -> around(around(image, 3, pixels), 2, pixels);
            case REFLECT -> torch.pad(image, sides, "reflect", null);
        };
    }

    /** Faster than libtorch's own, back too, and the channels stay side by side in each pixel where they are. */
    private static Tensor around(Tensor image, int axis, int pixels) {
        Tensor end = image.narrow(axis, image.size(axis) - pixels, pixels);
        return torch.cat(new TensorVector(end, image, image.narrow(axis, 0, pixels)), axis);
    }
}
