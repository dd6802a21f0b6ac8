/**
 * The protocol of the diffusion-prior paper as tables: {@link org.polyptych.bench.diffusion.Overlap} says how many frames there
 * are, {@link org.polyptych.bench.diffusion.Placement} where, {@link org.polyptych.bench.diffusion.Piece} what is scanned, {@link
 * org.polyptych.bench.diffusion.Methods} by what it is reconstructed. {@link org.polyptych.bench.diffusion.Networks} trains what
 * the tables ask; {@link org.polyptych.bench.diffusion.Diffusion} runs table 1, {@link
 * org.polyptych.bench.diffusion.NewPositions} table 2, {@link org.polyptych.bench.diffusion.Transfer} other kinds of objects,
 * {@link org.polyptych.bench.diffusion.Uncertainty} samples; {@link org.polyptych.bench.diffusion.Panels} draws, {@link
 * org.polyptych.bench.diffusion.Pace} takes the time. All go on with what is missing of their cells.
 */
package org.polyptych.bench.diffusion;
