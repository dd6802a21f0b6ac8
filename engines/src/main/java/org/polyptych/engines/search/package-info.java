/**
 * What a file may say wrongly or not at all, found by trying: {@link org.polyptych.engines.search.OrientationSearch}.
 * A {@link org.polyptych.engines.search.Trial} is a short reconstruction of few frames, chosen by
 * {@link org.polyptych.engines.search.TrialFrames}.
 */
package org.polyptych.engines.search;
