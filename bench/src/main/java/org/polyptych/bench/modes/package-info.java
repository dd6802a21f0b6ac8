/** A real beam of five modes, simulated and recovered. See {@code docs/modes.md}. */
package org.polyptych.bench.modes;
