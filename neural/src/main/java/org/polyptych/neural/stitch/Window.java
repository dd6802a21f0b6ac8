package org.polyptych.neural.stitch;

/** How much each place of a patch counts, by its distance from the patch's middle pixel (rows / 2, columns / 2). */
public sealed interface Window {
    /**
     * 0 or more; 0 everywhere beyond {@link #reach()}.
     *
     * @param down pixels below the middle pixel, with fraction
     * @param right pixels to the right of it
     */
    double weight(double down, double right);

    /** Pixels from the middle, along an axis, beyond which nothing counts. */
    double reach();

    /**
     * The middle square: pixels from -side / 2 to side / 2 - 1, as a patch of even side has its own middle.
     *
     * @param side in pixels, above 0
     */
    record Square(double side) implements Window {
        public Square {
            if (!(side > 0)) {
                throw new IllegalArgumentException("side must be above 0, got " + side);
            }
        }

        @Override
        public double weight(double down, double right) {
            return inside(down) && inside(right) ? 1 : 0;
        }

        /** A pixel is as wide as 1: with fractions of a pixel its place must lie within the square's pixels. */
        private boolean inside(double offset) {
            return offset >= -side / 2 - 0.5 && offset < side / 2 - 0.5;
        }

        @Override
        public double reach() {
            return side / 2 + 0.5;
        }
    }

    /**
     * A disc about the middle pixel.
     *
     * @param radius in pixels, above 0
     */
    record Disc(double radius) implements Window {
        public Disc {
            if (!(radius > 0)) {
                throw new IllegalArgumentException("radius must be above 0, got " + radius);
            }
        }

        @Override
        public double weight(double down, double right) {
            return down * down + right * right < radius * radius ? 1 : 0;
        }

        @Override
        public double reach() {
            return radius;
        }
    }

    /**
     * A disc that counts most in its middle and falls to 0 at its rim, cos^2(pi r / 2 radius), so that no seams are seen.
     *
     * @param radius in pixels, above 0
     */
    record Soft(double radius) implements Window {
        public Soft {
            if (!(radius > 0)) {
                throw new IllegalArgumentException("radius must be above 0, got " + radius);
            }
        }

        @Override
        public double weight(double down, double right) {
            double r = Math.sqrt(down * down + right * right) / radius;
            if (r >= 1) {
                return 0;
            }
            double cos = Math.cos(0.5 * Math.PI * r);
            return cos * cos;
        }

        @Override
        public double reach() {
            return radius;
        }
    }
}
