/** A learned prior of objects: a network that takes noise off patches of them, and how it is trained. */
package org.polyptych.neural.diffusion;
