/**
 * As much of HDF5 as ptychography needs, over the C library: {@link org.polyptych.io.hdf5.Hdf5File read a file}, a
 * {@link org.polyptych.io.hdf5.Hdf5Dataset dataset} whole or in blocks, and {@link org.polyptych.io.hdf5.Hdf5Writer
 * write a file}. Numbers of any type are converted by the library; compounds of two floats named {@code r, i} are
 * complex. The C library is not thread-safe, so that every call goes through {@link org.polyptych.io.hdf5.Hdf5Library
 * one lock}; callers need none of their own.
 */
package org.polyptych.io.hdf5;
