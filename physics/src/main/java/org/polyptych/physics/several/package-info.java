/**
 * Several scans reconstructed as one. {@link org.polyptych.physics.several.SideBySide} is for scans with one beam: their
 * objects lie beside each other on one canvas. {@link org.polyptych.physics.several.OneSpecimen} is for scans of one
 * object with beams of their own, which are variations of one probe. Either gives a {@link org.polyptych.physics.several.Together}: one scan,
 * and the way back from its result to one a scan.
 */
package org.polyptych.physics.several;
