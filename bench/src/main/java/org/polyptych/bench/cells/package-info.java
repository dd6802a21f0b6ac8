/**
 * What the programs that make tables have in common: {@link org.polyptych.bench.cells.Recipes} reads which method runs with
 * which settings, a {@link org.polyptych.bench.cells.Task} is one run, {@link org.polyptych.bench.cells.CellFolder} does
 * the runs that are missing and keeps what came out of each in a {@link org.polyptych.bench.cells.CellResult}.
 */
package org.polyptych.bench.cells;
