/** Networks: what a PtychoNN learns from simulated scans of lines, and what a training holds in memory. */
package org.polyptych.bench.neural;
