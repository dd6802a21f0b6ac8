/**
 * Beams to simulate with. {@link org.polyptych.physics.simulation.probes.TestProbes} knows the kinds by name, each a
 * small record of settings; {@link org.polyptych.physics.simulation.probes.ProbeModes} makes beams that are not fully
 * coherent of one that is.
 */
package org.polyptych.physics.simulation.probes;
