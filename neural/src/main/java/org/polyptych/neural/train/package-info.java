/** Training: what a trainer is, what it is given, optimisers and their schedules. */
package org.polyptych.neural.train;
