/** Projected multi-agent consensus equilibrium: every frame has a patch of its own, and they agree. */
package org.polyptych.engines.pmace;
