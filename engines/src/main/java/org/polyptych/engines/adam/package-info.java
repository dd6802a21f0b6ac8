/**
 * Automatic differentiation's engine without the automaton: {@link org.polyptych.engines.adam.Ad} steps by Adam along the
 * gradients that {@link org.polyptych.physics.ForwardModel} derives by hand.
 */
package org.polyptych.engines.adam;
