package org.polyptych.neural.unet;

import org.polyptych.core.ComplexImage;

/**
 * What an engine has made of an object, and the object.
 *
 * @param made by the engine
 * @param truth on the same pixels, with the factor that the patterns leave free as in {@code made}
 */
record Pair(ComplexImage made, ComplexImage truth) {}
