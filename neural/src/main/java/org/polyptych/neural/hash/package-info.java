/** Multiresolution hash encoding: coordinates to features that are learned. */
package org.polyptych.neural.hash;
