/**
 * Damaged files for the readers: {@link org.polyptych.bench.fuzz.SeedFiles} are whole ones, {@link
 * org.polyptych.bench.fuzz.ByteDamage} and {@link org.polyptych.bench.fuzz.TreeDamage} break them, a {@link
 * org.polyptych.bench.fuzz.FuzzChild} lets the {@link org.polyptych.bench.fuzz.Readers} read them in a process of its
 * own, which may die or hang. {@link org.polyptych.bench.ReaderFuzz} starts one child after the other.
 */
package org.polyptych.bench.fuzz;
