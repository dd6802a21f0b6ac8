/**
 * Objects to simulate with: test patterns and things that look like cells or circuits. Each is a small record of
 * settings; {@link org.polyptych.physics.simulation.objects.TestObjects} knows their names.
 */
package org.polyptych.physics.simulation.objects;
