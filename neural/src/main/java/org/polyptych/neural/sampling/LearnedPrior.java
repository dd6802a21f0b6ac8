package org.polyptych.neural.sampling;

import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.diffusion.Denoiser;
import org.polyptych.physics.Scan;

/**
 * A prior and the objects that it has learned from.
 *
 * @param source of the prior, for messages
 * @param pixelHeight of those objects, in metres; NaN if not said
 * @param pixelWidth in metres; NaN if not said
 */
record LearnedPrior(Denoiser denoiser, String source, double pixelHeight, double pixelWidth) implements AutoCloseable {
    /**
     * Sees to it that the scan's object has such pixels.
     *
     * @param engine that asks, for messages
     * @throws BadInputException if it has not
     */
    void requireFit(Scan scan, String engine) {
        double height = scan.geometry().pixelHeight();
        double width = scan.geometry().pixelWidth();
        if (!new LearnedPixels(pixelHeight, pixelWidth).like(height, width)) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: has object pixels of %.4g x %.4g m, the prior in %s has learned from pixels of %.4g x %.4g m, and"
                            + " knows structures of another size; take another prior, or set %s.anyPixel=true",
                    scan.source(),
                    height,
                    width,
                    source,
                    pixelHeight,
                    pixelWidth,
                    engine));
        }
    }

    @Override
    public void close() {
        denoiser.close();
    }
}
