/**
 * Engines that need no iterations: they look at the frames once and have an object, and mostly a probe, from which others go
 * on. {@link org.polyptych.electron.direct.Parallax} moves the bright-field images over each other, {@link
 * org.polyptych.electron.direct.SideBand} takes each spatial frequency from where two discs overlap, {@link
 * org.polyptych.electron.direct.IntegratedMass} integrates the centre of mass. All take the specimen as a weak phase, and tell it on
 * the object's grid of every other engine. {@link org.polyptych.electron.direct.DirectMethod} is what differs.
 */
package org.polyptych.electron.direct;
