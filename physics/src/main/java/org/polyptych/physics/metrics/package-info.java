/**
 * Figures of merit. The order of use: {@link org.polyptych.physics.metrics.Registration} takes out what a measurement
 * cannot know (complex scale, shift, phase ramp) and says how much it took; then
 * {@link org.polyptych.physics.metrics.FourierRingCorrelation} says up to which frequency two images agree,
 * {@link org.polyptych.physics.metrics.ComplexError} by how much they differ, and
 * {@link org.polyptych.physics.metrics.SpokeContrast} what is resolved of a Siemens star.
 * {@code docs/decisions/0006-metrics.md} says exactly what is computed. Every figure refuses NaN.
 */
package org.polyptych.physics.metrics;
