/**
 * Reconstructions that ask a learned prior: {@link org.polyptych.neural.sampling.DiffusionEngine} goes from noise to an object
 * level by level, {@link org.polyptych.neural.sampling.DpsEngine} step by step with the gradient through the network. {@link
 * org.polyptych.neural.sampling.ObjectPrior} asks a network that knows patches for an object of any size, {@link
 * org.polyptych.neural.sampling.Unit} brings an object that is known up to a factor to what the network has learned, {@link
 * org.polyptych.neural.sampling.Samples} is what several of them have in common and where they differ.
 */
package org.polyptych.neural.sampling;
