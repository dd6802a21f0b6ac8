/** A thin layer over libtorch: loading, native memory by scope, arrays in and out, functions of our own in its graph. */
package org.polyptych.neural.torch;
