package org.polyptych.neural.ptychopinn;

/**
 * A group of frames to learn from.
 *
 * @param scan from 0
 * @param frames as the scan counts them
 * @param offsets of each from the middle of the group: (y, x) in pixels
 */
record Sample(int scan, int[] frames, double[][] offsets) {}
