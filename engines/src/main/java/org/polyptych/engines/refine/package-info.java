/**
 * Positions refined during a reconstruction, by the same step for every engine: {@link
 * org.polyptych.engines.refine.PositionRefinement} moves all frames between two iterations, each to where object and
 * probe as they stand explain its pattern better ({@link org.polyptych.engines.refine.FrameFit}); {@link
 * org.polyptych.engines.refine.AffineFit} is what scale, rotation and shear of the stage have in it.
 */
package org.polyptych.engines.refine;
