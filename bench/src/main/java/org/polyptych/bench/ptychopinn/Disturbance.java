package org.polyptych.bench.ptychopinn;

/**
 * What is not as the scan says, and as the networks were taught.
 *
 * @param stage error of each coordinate of each frame, normal, sigma in pixels
 * @param beam how far the beam's direction strays from frame to frame, sigma in pixels of the detector: patterns lie that much
 *     off their middle, and the object is seen behind a ramp
 */
record Disturbance(double stage, double beam) {
    static final Disturbance NONE = new Disturbance(0, 0);

    String id() {
        return (stage > 0 ? "-stage" + stage : "") + (beam > 0 ? "-beam" + beam : "");
    }
}
