/** Trained networks as files: weights, settings and facts, no code; and weights that others have published. */
package org.polyptych.neural.model;
