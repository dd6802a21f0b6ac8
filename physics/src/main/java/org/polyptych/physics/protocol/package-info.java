/**
 * Rules for scoring a reconstruction. {@link org.polyptych.physics.protocol.Comparison} puts what was found on the grid of
 * the truth, a {@link org.polyptych.physics.protocol.Protocol} says which pixels count and what is taken out, and
 * computes figures of {@link org.polyptych.physics.metrics}:
 *
 * <pre>
 * Evaluation evaluation = Protocol.named("ptyinr").evaluate(Comparison.of(result, scan.truth().orElseThrow()));
 * double decibel = evaluation.value("object.phase.psnr.ramp_removed");
 * </pre>
 *
 * <p>Each published protocol flatters in its own way; {@code docs/evaluate.md} shows how. To add one, write a class like
 * {@link org.polyptych.physics.protocol.DiffusionProtocol} and name it in
 * {@link org.polyptych.physics.protocol.Protocol}.
 */
package org.polyptych.physics.protocol;
