/** The physics of a ptychographic experiment; see {@code docs/architecture.md}. */
package org.polyptych.physics;
