/**
 * From atoms to frames: {@link org.polyptych.electron.multislice.ProjectedPotential} of atoms, {@link
 * org.polyptych.electron.multislice.PhaseSlices} of a structure, {@link org.polyptych.electron.multislice.FrozenPhonons}, and {@link
 * org.polyptych.electron.multislice.ElectronExperiment}, which makes a {@link org.polyptych.physics.simulation.Simulation} of them.
 */
package org.polyptych.electron.multislice;
