/**
 * How far a predicted diffraction pattern is from the measured one: {@link org.polyptych.physics.loss.Loss} and its
 * laws, each with value, gradient and proximal step. Amplitude l2 is the default of the field; Poisson is right for
 * counted photons, BoundedPoisson the same for steps of fixed length; l1 and SmoothL1 shrug off outliers; intensity l2
 * follows the bright pixels.
 */
package org.polyptych.physics.loss;
