/** What the model gains beyond thin objects and stages at rest, on simulated scans: the figures and pictures of two pages. */
package org.polyptych.bench.physics;
