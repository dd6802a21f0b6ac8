/** How atoms scatter electrons: {@link org.polyptych.electron.scattering.Parametrization} has the published tables. */
package org.polyptych.electron.scattering;
