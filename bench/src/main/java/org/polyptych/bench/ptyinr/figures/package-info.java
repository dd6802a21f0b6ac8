/**
 * Small results beside the tables of PtyINR: what its parts are worth, one taken out or swapped at a time. {@link
 * org.polyptych.bench.ptyinr.figures.Ablation} says what there is, {@link org.polyptych.bench.ptyinr.figures.Ablations}
 * runs what is missing and prints.
 */
package org.polyptych.bench.ptyinr.figures;
