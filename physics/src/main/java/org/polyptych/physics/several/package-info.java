/**
 * Several scans reconstructed as one. {@link org.polyptych.physics.several.SideBySide} is for scans with one beam: their
 * objects lie beside each other on one canvas. Either gives a {@link org.polyptych.physics.several.Together}: one scan,
 * with which any engine works, and the way back from its result to one a scan.
 */
package org.polyptych.physics.several;
