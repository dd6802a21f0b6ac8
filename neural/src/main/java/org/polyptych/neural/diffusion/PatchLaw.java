package org.polyptych.neural.diffusion;

import java.util.List;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.stitch.Between;

/**
 * How patches are drawn from few large images: a place in one of the regions, evenly by their areas, and there either a square
 * as it is, turned by quarter turns and mirrored, to the bit; or one turned by any angle, enlarged or shrunk by up to a
 * factor, and mirrored, by cubic convolution ({@link Between#CUBIC}). Interpolation takes a little of the finest detail, which
 * a prior would learn, too: therefore not all patches are of the second kind. Where a turned square does not fit after some
 * tries it is one of the first.
 *
 * @param regions each as large as a patch or larger
 * @param side of a patch in pixels
 * @param turned share of the patches of the second kind, 0 to 1
 * @param zoom the greatest factor by which they are enlarged or shrunk, 1 or more; its logarithm is drawn evenly
 */
record PatchLaw(List<Region> regions, int side, double turned, double zoom) {
    private static final int TRIES = 20;
    private static final int TAPS = 4;

    /** A patch by the numbers of a stream that is its own. */
    ComplexImage draw(RandomStream random) {
        Region region = region(random.uniform());
        boolean mirrored = random.uniform() < 0.5;
        if (random.uniform() < turned) {
            for (int k = 0; k < TRIES; k++) {
                double angle = 2 * Math.PI * random.uniform();
                double step = Math.pow(zoom, 2 * random.uniform() - 1);
                // half the square around the turned patch
                double reach = (side - 1) / 2.0 * step * (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle)));
                // cubic convolution reads one pixel before and two behind
                double rows = region.rows() - 4 - 2 * reach;
                double columns = region.columns() - 4 - 2 * reach;
                double y = random.uniform();
                double x = random.uniform();
                if (rows >= 0 && columns >= 0) {
                    return turned(region, 1 + reach + y * rows, 1 + reach + x * columns, angle, step, mirrored);
                }
            }
        }
        int quarters = (int) (4 * random.uniform());
        int row = (int) (random.uniform() * (region.rows() - side + 1));
        int column = (int) (random.uniform() * (region.columns() - side + 1));
        return quartered(region.cut(row, column, side, side), quarters, mirrored);
    }

    private Region region(double share) {
        long all = regions.stream().mapToLong(Region::size).sum();
        double wanted = share * all;
        for (Region region : regions) {
            wanted -= region.size();
            if (wanted < 0) {
                return region;
            }
        }
        return regions.getLast();
    }

    /** @param step pixels of the image from one pixel of the patch to the next */
    private ComplexImage turned(
            Region region, double middleY, double middleX, double angle, double step, boolean mirrored) {
        ComplexImage image = region.image();
        ComplexImage patch = ComplexImage.zeros(side, side);
        double cos = step * Math.cos(angle);
        double sin = step * Math.sin(angle);
        double half = (side - 1) / 2.0;
        float[] down = new float[TAPS];
        float[] right = new float[TAPS];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                double v = y - half;
                double u = mirrored ? half - x : x - half;
                double row = region.top() + middleY + cos * v + sin * u;
                double column = region.left() + middleX + cos * u - sin * v;
                int r = (int) Math.floor(row);
                int c = (int) Math.floor(column);
                Between.CUBIC.fill(row - r, down);
                Between.CUBIC.fill(column - c, right);
                float re = 0;
                float im = 0;
                for (int k = 0; k < TAPS; k++) {
                    int at = (r - 1 + k) * image.columns() + c - 1;
                    float lineRe = 0;
                    float lineIm = 0;
                    for (int l = 0; l < TAPS; l++) {
                        lineRe += right[l] * image.re()[at + l];
                        lineIm += right[l] * image.im()[at + l];
                    }
                    re += down[k] * lineRe;
                    im += down[k] * lineIm;
                }
                patch.re()[y * side + x] = re;
                patch.im()[y * side + x] = im;
            }
        }
        return patch;
    }

    private ComplexImage quartered(ComplexImage square, int quarters, boolean mirrored) {
        ComplexImage patch = ComplexImage.zeros(side, side);
        int last = side - 1;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int u = mirrored ? last - x : x;
                int from =
                        switch (quarters) {
                            case 0 -> y * side + u;
                            case 1 -> u * side + last - y;
                            case 2 -> (last - y) * side + last - u;
                            default -> (last - u) * side + y;
                        };
                patch.re()[y * side + x] = square.re()[from];
                patch.im()[y * side + x] = square.im()[from];
            }
        }
        return patch;
    }
}
