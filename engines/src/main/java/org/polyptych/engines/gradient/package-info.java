/** Accelerated gradient methods, all frames at once: AWF and APG. */
package org.polyptych.engines.gradient;
