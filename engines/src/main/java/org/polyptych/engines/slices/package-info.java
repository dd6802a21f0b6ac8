/** The way of waves through an object of several slices and back, for engines that do without a forward model. */
package org.polyptych.engines.slices;
