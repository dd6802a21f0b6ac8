/**
 * Phases of complex images made readable. A reconstruction fixes the object's phase only up to a constant and a linear
 * ramp ({@link org.polyptych.physics.phase.PhaseRamp}) and only modulo 2 pi
 * ({@link org.polyptych.physics.phase.PhaseUnwrap}).
 */
package org.polyptych.physics.phase;
