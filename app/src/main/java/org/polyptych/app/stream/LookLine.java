package org.polyptych.app.stream;

/**
 * A look that found frames; times in seconds from the beginning.
 *
 * @param looked when it was begun
 * @param done when the picture with these frames was in its place
 * @param frames that have come, all of which are in the picture then
 * @param waiting frames that had come and were not in the picture before it
 * @param waited the longest that one of them can have waited: since the look before, which did not find it
 * @param worked frames that the engine worked on, each as often as it did
 * @param seconds that it took the engine
 */
record LookLine(
        double looked,
        double done,
        int frames,
        int waiting,
        double waited,
        double worked,
        double seconds,
        double loss) {

    /** The same, done later. */
    LookLine doneAt(double now, double from) {
        return new LookLine(looked, now, frames, waiting, now - from, worked, seconds, loss);
    }
}
