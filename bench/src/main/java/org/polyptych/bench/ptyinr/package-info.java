/**
 * The protocol of the PtyINR paper as a table: {@link org.polyptych.bench.ptyinr.Cell} says what there is to run, {@link
 * org.polyptych.bench.ptyinr.PtyInr} runs what is missing.
 */
package org.polyptych.bench.ptyinr;
