/**
 * MATLAB's files, level 5 and 7.3, as {@link org.polyptych.io.matlab.MatlabFile}: {@link org.polyptych.io.matlab.Matlab}
 * reads any array of counts, {@code org.polyptych.io.ptylab} those of PtyLab.
 */
package org.polyptych.io.matlab;
