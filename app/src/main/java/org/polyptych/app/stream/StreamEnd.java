package org.polyptych.app.stream;

import java.util.Optional;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.JobEnd;

/**
 * How a followed scan came to its end.
 *
 * @param why it was taken for ended, in words
 * @param whole the last reconstruction, of all frames; empty if it was interrupted before
 * @param shown whether a result so far is in its place
 * @param arriving frames a second as they came; NaN if all were there at the first look
 * @param engine frames a second while the engine was at work, between looks; NaN if it never was
 * @param frames most frames that waited for a picture, of those that came one after the other
 * @param seconds longest that one of them can have waited
 */
public record StreamEnd(
        String why, Optional<Whole> whole, boolean shown, double arriving, double engine, int frames, double seconds) {

    /** The last reconstruction. */
    public record Whole(Job job, JobEnd end) {}
}
