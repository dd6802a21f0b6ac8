/** Trained networks in use: what they say of the frames of a scan, put together as one object. */
package org.polyptych.neural.answers;
