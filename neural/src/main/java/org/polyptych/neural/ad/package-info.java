/** Adam on pixels with libtorch's own differentiation: a check of the engine {@code ad}, and its way to a graphics card. */
package org.polyptych.neural.ad;
