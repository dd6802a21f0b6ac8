/**
 * PtychoPINN (Hoidn, Mishra and Mehta, Sci. Rep. 13, 22789, 2023): {@link org.polyptych.neural.ptychopinn.PtychoPinn} answers
 * {@link org.polyptych.neural.ptychopinn.Groups} of patterns with the object under each.
 */
package org.polyptych.neural.ptychopinn;
