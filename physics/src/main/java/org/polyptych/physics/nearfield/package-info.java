/** What near-field frames, which are shadow images of the specimen, tell of their geometry. */
package org.polyptych.physics.nearfield;
