/** Least squares with maximum likelihood: batches of frames, the best step length for each. */
package org.polyptych.engines.lsqml;
