/** Specimens to simulate: {@link org.polyptych.electron.specimen.TestStructures} has them by name. */
package org.polyptych.electron.specimen;
