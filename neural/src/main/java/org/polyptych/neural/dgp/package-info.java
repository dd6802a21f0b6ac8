/**
 * Engine {@code dgp}: object and probe as what untrained convolutional networks make (McCray, Ribet, Varnavides and Ophus).
 * {@link org.polyptych.neural.dgp.Generator} is what makes images, {@link org.polyptych.neural.dgp.ObjectForm} says what its
 * channels mean, {@link org.polyptych.neural.dgp.Learned} is one with its optimiser.
 */
package org.polyptych.neural.dgp;
