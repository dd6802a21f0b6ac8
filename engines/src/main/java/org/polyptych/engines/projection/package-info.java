/** Alternating projections on the exit waves of all frames: the difference map and RAAR. */
package org.polyptych.engines.projection;
