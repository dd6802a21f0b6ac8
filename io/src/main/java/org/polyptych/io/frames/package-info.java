/**
 * Frames that stay in files of any kind and are read when needed: {@link org.polyptych.io.frames.StoredFrames} are the
 * numbers as they are stored, {@link org.polyptych.io.frames.CountFrames} makes amplitudes of them.
 */
package org.polyptych.io.frames;
