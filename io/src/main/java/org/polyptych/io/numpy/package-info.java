/**
 * Scans in NumPy's files: {@link org.polyptych.io.numpy.PtychoPinn PtychoPINN} and {@link
 * org.polyptych.io.numpy.PtychoNn PtychoNN} npz, and {@link org.polyptych.io.numpy.NumpyStack stacks} [frame, y, x] or
 * [scan y, scan x, y, x] in npy and npz. Pickled objects are never executed, and what a header promises is checked before
 * memory is taken.
 */
package org.polyptych.io.numpy;
