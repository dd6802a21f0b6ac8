/**
 * The lens before the specimen: its aberrations, its aperture, the probe it makes, and the grid that holds it. Angles in
 * radians, lengths in metres; C10 = -defocus, so that a positive defocus has the focus behind the entrance plane.
 */
package org.polyptych.electron.optics;
