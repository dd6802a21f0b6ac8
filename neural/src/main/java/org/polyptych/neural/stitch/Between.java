package org.polyptych.neural.stitch;

/** What an image is between its pixels. All are local: what lies outside of a patch's window does not ring into it. */
public enum Between {
    /** The nearest pixel. */
    NEAREST,
    /** Linear along both axes: blurs what is as fine as a pixel. */
    LINEAR,
    /** Cubic convolution over four pixels along both axes (Keys 1981, a = -1/2): exact for parabolas. */
    CUBIC;

    /**
     * The weights of neighbouring pixels.
     *
     * @param fraction of a pixel behind a pixel, in [0, 1)
     * @param taps room for 4: of that pixel's predecessor, itself and its two successors
     */
    public void fill(double fraction, float[] taps) {
        double f = fraction;
        switch (this) {
            case NEAREST -> set(taps, 0, f < 0.5 ? 1 : 0, f < 0.5 ? 0 : 1, 0);
            case LINEAR -> set(taps, 0, 1 - f, f, 0);
            case CUBIC ->
                set(
                        taps,
                        -0.5 * f + f * f - 0.5 * f * f * f,
                        1 - 2.5 * f * f + 1.5 * f * f * f,
                        0.5 * f + 2 * f * f - 1.5 * f * f * f,
                        -0.5 * f * f + 0.5 * f * f * f);
        }
    }

    private static void set(float[] taps, double before, double at, double next, double second) {
        taps[0] = (float) before;
        taps[1] = (float) at;
        taps[2] = (float) next;
        taps[3] = (float) second;
    }
}
