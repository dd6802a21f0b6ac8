/** How fast networks are, and how fast they could be: steps beside the bounds of their products, convolutions and memory. */
package org.polyptych.neural.throughput;
