package org.polyptych.physics.metrics;

/** Where a Fourier ring correlation counts as lost, by the number of pixels of the ring. */
public enum Threshold {
    /** 1/2, the same for all rings. */
    HALF {
        @Override
        public double at(int pixels) {
            return 0.5;
        }
    },
    /** 1/7, the same for all rings: meant for two halves of the data, flattering for anything else. */
    SEVENTH {
        @Override
        public double at(int pixels) {
            return 1.0 / 7;
        }
    },
    /** Half a bit of information a pixel (van Heel and Schatz 2005). */
    HALF_BIT {
        @Override
        public double at(int pixels) {
            double root = Math.sqrt(pixels);
            return (0.2071 + 1.9102 / root) / (1.2071 + 0.9102 / root);
        }
    };

    /** The threshold for a ring of so many pixels. */
    public abstract double at(int pixels);
}
