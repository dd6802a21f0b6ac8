/**
 * Scans made from a known specimen and probe: truth to test against.
 *
 * <p>{@link org.polyptych.physics.simulation.Simulation} is the experiment. It takes what lies in the beam and the beam
 * itself ({@link org.polyptych.physics.Specimen}, {@link org.polyptych.physics.Probe}), the geometry, and where the
 * frames are; how the scan moves ({@link org.polyptych.physics.simulation.FlyScan}), what the detector does
 * ({@link org.polyptych.physics.simulation.PointSpread}, {@link org.polyptych.physics.simulation.Noise}) and which
 * seed. It gives a {@link org.polyptych.physics.Scan} with its truth.
 */
package org.polyptych.physics.simulation;
