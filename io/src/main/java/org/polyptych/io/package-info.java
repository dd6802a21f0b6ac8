/**
 * Files in and out.
 *
 * <p>A measured scan comes in by {@link org.polyptych.io.ScanFiles#open}, which asks every {@link
 * org.polyptych.io.ScanFormat} whether it knows the file; so far there are the {@link org.polyptych.io.PtychodusPair
 * pair of Ptychodus and Pty-Chi}, {@link org.polyptych.io.Cxi CXI} and {@link org.polyptych.io.Hxn HXN}. What a person
 * knows better than the file is said by {@link org.polyptych.io.ReaderSettings}. Frames too large for memory stay in the
 * file as {@link org.polyptych.io.Hdf5Frames}. A scan goes out by {@link org.polyptych.io.CxiFile}.
 * A probe or object that a user brings along comes in by {@link org.polyptych.io.ProbeFiles} and {@link
 * org.polyptych.io.SpecimenFiles}.
 *
 * <p>A result goes out, and comes in again, by {@link org.polyptych.io.ProductFile}; for other programs there are
 * {@link org.polyptych.io.TiffExport} and {@link org.polyptych.io.NpzExport}. All are written by {@link
 * org.polyptych.core.WholeFile} beside their place and renamed.
 *
 * <p>Below lie {@link org.polyptych.io.hdf5}, over the C library, and NumPy's {@link org.polyptych.io.NpyFile npy} and
 * {@link org.polyptych.io.NpzFile npz}, whose pickled objects are never executed.
 *
 * <p>To add a format: implement {@code ScanFormat} in one small class, judge by content, put into the scan's notes what
 * the file leaves open, throw {@link org.polyptych.core.BadInputException} with one line for what is wrong, and name
 * the class in {@code META-INF/services/org.polyptych.io.ScanFormat}, in any jar on the class path.
 */
package org.polyptych.io;
