/**
 * Electrons through atoms. {@link org.polyptych.electron.structure} says where atoms are, {@link
 * org.polyptych.electron.scattering} how each scatters, {@link org.polyptych.electron.optics} what the lens makes of the beam,
 * {@link org.polyptych.electron.multislice} brings them together to a simulated scan, and {@link
 * org.polyptych.electron.specimen} has specimens to begin with. {@link org.polyptych.electron.calibration} finds out how a scan was
 * taken, {@link org.polyptych.electron.virtual} shows what other detectors would have seen of it, {@link
 * org.polyptych.electron.direct} makes a first object of it without iterations.
 *
 * <p>Coordinates are those of scans: y down, x right, both from the middle of the scan, and z along the beam from the
 * entrance plane, in metres. Files have angstroms.
 */
package org.polyptych.electron;
