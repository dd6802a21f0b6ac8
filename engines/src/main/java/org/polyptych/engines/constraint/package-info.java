/**
 * Hard constraints on object and probe, each a small class that changes images in place. {@link
 * org.polyptych.engines.Constraints} says when they are applied.
 */
package org.polyptych.engines.constraint;
