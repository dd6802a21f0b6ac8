/**
 * Files of PtyPy (Enders and Thibault, Proc. R. Soc. A 472, 20160640, 2016): scans as {@code .ptyd}, reconstructions as
 * {@code .ptyr}. Both are HDF5 in which every node says by its attribute {@code type} what Python object it was: dict,
 * param, list, array, scalar, string, None and a few more.
 */
package org.polyptych.io.ptypy;
