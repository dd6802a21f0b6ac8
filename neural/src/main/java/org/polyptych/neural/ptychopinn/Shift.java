package org.polyptych.neural.ptychopinn;

/** What an image is between its pixels, when it is moved by a fraction of one. Whole pixels are exact in both. */
public enum Shift {
    /** Linear between neighbours, as the paper has it: blurs a little. */
    BILINEAR {
        @Override
        double weight(double distance, int period) {
            return Math.max(0, 1 - Math.abs(distance));
        }

        @Override
        int canvas(int patch, int frame, int reach) {
            return patch + 2 * reach + 2;
        }
    },
    /** The band-limited one, by a shift in Fourier space: exact for what is band-limited, rings at edges. */
    FOURIER {
        /** The kernel of a periodic image of an even number of pixels, whose highest frequency is a cosine. */
        @Override
        double weight(double distance, int period) {
            double nearest = Math.rint(distance);
            if (Math.abs(distance - nearest) < 1e-12) {
                return nearest % period == 0 ? 1 : 0;
            }
            return Math.sin(Math.PI * distance) / (period * Math.tan(Math.PI * distance / period));
        }

        @Override
        int canvas(int patch, int frame, int reach) {
            // what leaves at one edge comes back at the other: it must not come into a frame
            return frame + 2 * reach + 2;
        }
    };

    /**
     * How much a pixel counts for a place.
     *
     * @param distance from the pixel to the place, in pixels
     * @param period of the image in pixels, even
     */
    abstract double weight(double distance, int period);

    /**
     * Side of the group's frame, an even number of pixels.
     *
     * @param patch side of a patch, even
     * @param frame side of a pattern, even
     * @param reach whole pixels that no patch is farther from the middle
     */
    abstract int canvas(int patch, int frame, int reach);
}
