package org.polyptych.neural.answers;

import org.polyptych.neural.stitch.Window;

/** How the pixels of an answer count where answers lie over each other. */
public enum Weighting {
    /** All that are used alike. */
    EVEN,
    /** Most in the middle and not at the rim. */
    SOFT;

    /**
     * The part of an answer that is used.
     *
     * @param central side in pixels of the middle square, or 0 for the disc in which the network was taught
     * @param taught radius in pixels of that disc
     */
    public Window window(int central, double taught) {
        if (this == SOFT) {
            return new Window.Soft(central > 0 ? central / 2.0 : taught);
        }
        return central > 0 ? new Window.Square(central) : new Window.Disc(taught);
    }
}
