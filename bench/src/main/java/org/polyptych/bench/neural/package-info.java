/** Trainings measured: memory over thousands of steps. */
package org.polyptych.bench.neural;
