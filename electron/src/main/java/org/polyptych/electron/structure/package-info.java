/**
 * Where atoms are: {@link org.polyptych.electron.structure.Structure} is a slab of them, {@link
 * org.polyptych.electron.structure.Crystal} an infinite one to cut slabs out of, {@link
 * org.polyptych.electron.structure.StructureFile} reads cif and xyz. In files x is right, y is down and z along the beam.
 */
package org.polyptych.electron.structure;
