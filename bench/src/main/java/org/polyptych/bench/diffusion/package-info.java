/**
 * The protocol of the diffusion-prior paper as a table: {@link org.polyptych.bench.diffusion.Overlap} says where the frames
 * are, {@link org.polyptych.bench.diffusion.TestPatch} what is scanned, {@link org.polyptych.bench.diffusion.Diffusion} runs
 * what is missing.
 */
package org.polyptych.bench.diffusion;
