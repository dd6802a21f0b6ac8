/** Ptychographic iterative engines, frame by frame: ePIE, rPIE, mPIE, WASP, and their guard. */
package org.polyptych.engines.pie;
