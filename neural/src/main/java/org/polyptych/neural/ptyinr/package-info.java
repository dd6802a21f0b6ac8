/**
 * Engine {@code ptyinr}: object and probe as functions of the coordinates, made by networks (T. Li and others, PtyINR). {@link
 * org.polyptych.neural.ptyinr.Planes} are the functions, {@link org.polyptych.neural.ptyinr.Field} makes complex images of
 * them.
 */
package org.polyptych.neural.ptyinr;
