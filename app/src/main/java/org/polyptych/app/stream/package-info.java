/**
 * A scan followed while it is written: {@link org.polyptych.app.stream.StreamJob} looks again and again, has what has come
 * reconstructed, shows the picture so far, and in the end reconstructs the whole as any {@link org.polyptych.app.job.Job}.
 */
package org.polyptych.app.stream;
