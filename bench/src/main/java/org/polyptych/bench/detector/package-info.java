/** What models of the detector are worth: a measured background, and pixels too large for the beam. */
package org.polyptych.bench.detector;
