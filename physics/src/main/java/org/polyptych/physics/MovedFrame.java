package org.polyptych.physics;

/**
 * What one frame is predicted to be wherever it is put, and how that changes as it moves. Holds the scratch arrays of one
 * thread.
 */
public interface MovedFrame extends AutoCloseable {
    /**
     * A thin specimen of one mode, at rest in a steady beam without background, goes the short way; everything else that
     * {@link ForwardModel} predicts goes through all its branches.
     *
     * @param parameters of which the positions do not matter
     * @param wavelength in metres, for propagation between slices; NaN if there is but one
     */
    static MovedFrame of(FrameStack frames, Parameters parameters, double wavelength) {
        Specimen specimen = parameters.specimen();
        boolean thin = specimen.slices() == 1 && specimen.modes() == 1;
        return thin && parameters.conditions().none()
                ? new ThinMovedFrame(frames, specimen, parameters.probe())
                : new BranchMovedFrame(frames, parameters, wavelength);
    }

    /**
     * Predicts a frame at a position in metres.
     *
     * @return counts on every pixel, in the order of the frame stack: an array that is used again
     * @throws org.polyptych.core.BadInputException if its patch would not lie on the specimen
     */
    float[] predict(int frame, double y, double x);

    /**
     * Half the derivative of what was predicted last by the frame's position in pixels.
     *
     * @param down true for a move down, false for one to the right
     * @param out filled with it, counts a pixel
     */
    void slope(boolean down, float[] out);

    @Override
    void close();
}
