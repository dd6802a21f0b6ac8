package org.polyptych.neural.layer;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Enlarges images by a whole factor: [image][channel][row][column] to [image][channel][factor row][factor column]. */
public final class UpSample extends Module {
    private final int factor;
    private final Kind kind;

    /** Where the new pixels come from. */
    public enum Kind {
        /** Each pixel is repeated. */
        NEAREST,
        /** Linear along both axes between the centres of pixels (corners not aligned); flat beyond the outermost centres. */
        BILINEAR
    }

    /** By a factor of 1 or more. */
    public UpSample(int factor, Kind kind) {
        Sizes.atLeast(1, "factor", factor);
        this.factor = factor;
        this.kind = kind;
    }

    @Override
    public Tensor forward(Tensor input) {
        long rows = factor * input.size(2);
        long columns = factor * input.size(3);
        return switch (kind) {
            case NEAREST -> torch.upsample_nearest2d(input, rows, columns);
            case BILINEAR -> torch.upsample_bilinear2d(input, new long[] {rows, columns}, false);
        };
    }
}
