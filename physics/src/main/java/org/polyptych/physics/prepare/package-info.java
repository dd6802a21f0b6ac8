/**
 * What happens to a scan between the file and the engine: choosing frames, leaving out bad ones, finding bad pixels,
 * cutting detector and specimen. Nothing here happens unasked but the leaving out of frames without a single count, and
 * whatever happens is a line in the scan's notes. The page docs/prepare.md is the guide.
 */
package org.polyptych.physics.prepare;
