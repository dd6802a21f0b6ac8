package org.polyptych.bench.scale;

/**
 * What an iteration costs.
 *
 * @param value of what was made larger
 * @param seconds of an iteration
 * @param share of the bound: the time that the transforms alone would take on all threads, divided by {@code seconds};
 *     the median over rounds in which both were measured
 * @param transform microseconds of one transform while all threads are busy
 */
record CostPoint(int value, double seconds, double share, double transform) {}
