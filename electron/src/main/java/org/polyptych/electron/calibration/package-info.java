/**
 * What the frames of a 4D-STEM scan say of the microscope, without a reconstruction: {@link
 * org.polyptych.electron.calibration.Calibration}. The {@linkplain org.polyptych.electron.calibration.BrightFieldDisc bright
 * disc} is the image of the aperture. Each direction in it sees the specimen from its own side; how these {@linkplain
 * org.polyptych.electron.calibration.BeamImages images} are moved against each other tells defocus, astigmatism and how scan and
 * detector are turned ({@link org.polyptych.electron.calibration.BeamMatch} compares, {@link
 * org.polyptych.electron.calibration.BeamSearch} looks). The {@linkplain org.polyptych.electron.calibration.CurlTest curl} of
 * the centres of mass is a second witness of the rotation.
 */
package org.polyptych.electron.calibration;
