/**
 * Several engines on one scan: {@link org.polyptych.app.compare.CompareRequest} is what was asked,
 * {@link org.polyptych.app.compare.Contender} one engine of it, {@link org.polyptych.app.compare.CompareRuns} has each
 * reconstruct all frames and the two halves into result folders of its own, {@link
 * org.polyptych.app.compare.CompareFindings} reads what came out, and {@link org.polyptych.app.compare.CompareFiles} writes
 * the report.
 */
package org.polyptych.app.compare;
