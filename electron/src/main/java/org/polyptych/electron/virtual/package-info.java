/**
 * Virtual images: what a scanning microscope with other detectors would have seen, from the frames of a 4D-STEM scan. {@link
 * org.polyptych.electron.virtual.AnnularDetector} counts between two angles, {@link
 * org.polyptych.electron.virtual.VirtualImages} makes the images, {@link org.polyptych.electron.virtual.PositionGrid} puts one
 * value a position on pixels.
 */
package org.polyptych.electron.virtual;
