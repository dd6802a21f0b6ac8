/**
 * What is asked of an object beside the data: {@link org.polyptych.physics.regulariser.Regulariser} and its laws, each
 * with value and gradient, and with the step that engines take between two iterations.
 */
package org.polyptych.physics.regulariser;
