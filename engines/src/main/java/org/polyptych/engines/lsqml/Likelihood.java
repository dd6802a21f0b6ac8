package org.polyptych.engines.lsqml;

/** What the measured counts are taken for; decides how far a frame's detector waves are to change. */
public enum Likelihood {
    /** Amplitudes with equal errors. */
    GAUSSIAN {
        @Override
        DetectorResidual residual(int pixels) {
            return new GaussianResidual(pixels);
        }
    },
    /** Counted photons. */
    POISSON {
        @Override
        DetectorResidual residual(int pixels) {
            return new PoissonResidual(pixels);
        }
    };

    abstract DetectorResidual residual(int pixels);
}
