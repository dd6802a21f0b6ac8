/**
 * Scores reconstructions against truths and against each other: opens both sides, runs a
 * {@link org.polyptych.physics.protocol.Protocol}, and says what came out as text or JSON.
 */
package org.polyptych.app.evaluate;
