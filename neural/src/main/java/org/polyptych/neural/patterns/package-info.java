/** Patterns on their way from a detector to a network. */
package org.polyptych.neural.patterns;
