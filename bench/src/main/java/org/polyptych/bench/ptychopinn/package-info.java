/**
 * The tables of PtychoPINN's paper (Hoidn, Mishra, Mehta, Sci. Rep. 13, 22789, 2023) on two cores: {@link
 * org.polyptych.bench.ptychopinn.Tables} trains the arms of {@code arms.yaml} and scores them.
 */
package org.polyptych.bench.ptychopinn;
