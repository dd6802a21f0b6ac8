package org.polyptych.engines.projection;

import org.polyptych.core.ComplexImage;

/**
 * How a method puts the two projections together: what it does to the exit wave psi of a frame and mode before and after
 * the modulus projection Pi_F, with Pi_O psi = P O the model's exit wave. Called for pixels {@code from} to {@code to}, a
 * block of rows at a time.
 */
interface WaveUpdate {
    /** What of P O the waves begin with. */
    float start();

    /** True if object and probe are fitted to the waves themselves, false if to an array of their own. */
    boolean fitsWaves();

    /**
     * Before Pi_F.
     *
     * @param probe as the frame sees it
     * @param psi what is kept of the frame between iterations; changed
     * @param wave holds the patch O; on return what Pi_F is to be given
     */
    void leave(ComplexImage probe, ComplexImage psi, ComplexImage wave, int from, int to);

    /**
     * After Pi_F; adds to the object's sums in the same loop, which saves a reading of the wave.
     *
     * @param probe as the frame sees it
     * @param wave projected
     * @param psi what is kept of the frame between iterations; changed
     * @param fitted gets what object and probe are to be fitted to; psi itself if {@link #fitsWaves()}
     * @param sums real and imaginary part of sum conj(P) fitted, and sum |P|^2; changed
     */
    void comeBack(
            ComplexImage probe,
            ComplexImage wave,
            ComplexImage psi,
            ComplexImage fitted,
            float[][] sums,
            int from,
            int to);
}
