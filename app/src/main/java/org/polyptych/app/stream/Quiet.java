package org.polyptych.app.stream;

import org.polyptych.io.Look;

/** For how long nothing new has come. */
final class Quiet {
    private String mark = "";
    private int count;
    private double since;

    /** @param now in seconds, of any clock */
    Quiet(double now) {
        since = now;
    }

    /** A frame more, or anything else that was written. */
    void seen(Look look, double now) {
        if (look.count() != count || !look.mark().equals(mark)) {
            since = now;
        }
        count = look.count();
        mark = look.mark();
    }

    double seconds(double now) {
        return now - since;
    }
}
