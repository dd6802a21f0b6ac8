/** The figures of {@code docs/refine-geometry.md}: distances and planes of the probe that are said wrongly, and found. */
package org.polyptych.bench.geometry;
