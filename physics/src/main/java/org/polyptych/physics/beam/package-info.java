/**
 * The beam away from the specimen: {@link org.polyptych.physics.beam.BeamPropagation} carries a probe along the axis,
 * {@link org.polyptych.physics.beam.Focus} is where it is sharpest and how wide it is there, {@link
 * org.polyptych.physics.beam.Caustic} what it looks like from the side.
 */
package org.polyptych.physics.beam;
