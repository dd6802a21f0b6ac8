package org.polyptych.neural.diffusion;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.train.TrainingData;

/**
 * Images in what is learned from and what only judges: of each a strip at one end of its longer side, so that no patch that
 * is learned sees a pixel that judges. All images give a strip, since images of one field (its colours, its slices) would
 * tell each other's.
 *
 * @param training one region an image
 * @param validation squares of the strips, side by side; none for a share of 0
 */
record SplitImages(List<Region> training, List<Region> validation) {
    /**
     * Splits.
     *
     * @param share of each image that only judges, 0 to 0.5
     * @param side of the patches that are learned
     * @param multiple what a network's sides must be multiples of, a divisor of the side
     * @throws BadInputException if there is no image, or one that is real, too small or not finite
     */
    static SplitImages of(List<TrainingData.Image> images, double share, int side, int multiple) {
        if (images.isEmpty()) {
            throw new BadInputException("diffusion learns from images of objects: name some with --images");
        }
        List<Region> training = new ArrayList<>();
        List<Region> validation = new ArrayList<>();
        for (TrainingData.Image given : images) {
            ComplexImage image = given.image();
            check(given);
            boolean down = image.rows() >= image.columns();
            int length = down ? image.rows() : image.columns();
            int strip = share == 0 ? 0 : Math.max(multiple, (int) Math.round(share * length));
            int rows = down ? image.rows() - strip : image.rows();
            int columns = down ? image.columns() : image.columns() - strip;
            if (rows < side || columns < side) {
                throw new BadInputException(given.source() + ": has " + image.rows() + " x " + image.columns()
                        + " pixels" + (strip == 0 ? "" : ", " + strip + " of them along the longer side set apart")
                        + ", too small for patches of " + side + " x " + side
                        + "; take larger images or a smaller diffusion.side"
                        + (strip == 0 ? "" : ", or diffusion.validation=0"));
            }
            Region learned = new Region(image, 0, 0, rows, columns);
            requireContent(given.source(), learned);
            training.add(learned);
            if (strip > 0) {
                int square = Math.min(side, strip / multiple * multiple);
                Region apart = new Region(
                        image, down ? rows : 0, down ? 0 : columns, down ? strip : rows, down ? columns : strip);
                tiles(apart, square, validation);
            }
        }
        return new SplitImages(training, validation);
    }

    private static void tiles(Region strip, int square, List<Region> to) {
        for (int row = 0; row + square <= strip.rows(); row += square) {
            for (int column = 0; column + square <= strip.columns(); column += square) {
                to.add(new Region(strip.image(), strip.top() + row, strip.left() + column, square, square));
            }
        }
    }

    private static void requireContent(String source, Region learned) {
        if (learned.cut().isFlat()) {
            throw new BadInputException(source + ": has the same value everywhere in what is learned from, so there is"
                    + " nothing to learn");
        }
    }

    private static void check(TrainingData.Image given) {
        ComplexImage image = given.image();
        if (!image.isFinite()) {
            throw new BadInputException(given.source() + ": holds values that are NaN or infinite");
        }
        boolean real = true;
        for (int i = 0; i < image.size(); i++) {
            real &= image.im()[i] == 0;
        }
        if (real) {
            throw new BadInputException(
                    given.source() + ": is real (its imaginary part is 0 everywhere), and a prior of"
                            + " complex objects cannot learn phases from it; give complex images, or for a picture its phase too"
                            + " (a file named ..._amplitude.tif with ..._phase.tif, in rad, beside it)");
        }
    }
}
