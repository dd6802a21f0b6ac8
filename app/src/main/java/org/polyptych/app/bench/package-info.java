/**
 * How fast an engine is, and how fast it could be: frames per second beside the bound that the Fourier transforms of its
 * definition set, measured by turns in one run.
 */
package org.polyptych.app.bench;
