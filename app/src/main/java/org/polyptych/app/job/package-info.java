/**
 * A plan being carried out: {@link org.polyptych.app.job.Job} opens and checks everything first, runs the engine under a
 * {@link org.polyptych.app.job.Progress progress line} and a {@link org.polyptych.app.job.RunLog log}, and leaves a whole
 * {@link org.polyptych.app.job.ResultFolder result folder} or none.
 */
package org.polyptych.app.job;
