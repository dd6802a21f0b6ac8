/**
 * Maximum likelihood by conjugate gradients. {@link org.polyptych.engines.likelihood.Ml} is the method; {@code GradientPass}
 * and {@code LinePass} are its two passes over the frames, {@code ConjugateDirection} says where to go, and a {@code
 * Likelihood} says what is minimised: add another one there.
 */
package org.polyptych.engines.likelihood;
