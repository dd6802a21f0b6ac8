/** Scans as PtyLab keeps them (Loetgering et al., Opt. Express 31, 13763, 2023), in HDF5 or in MATLAB's files. */
package org.polyptych.io.ptylab;
