package org.polyptych.engines.refine;

import org.polyptych.physics.FrameStack;
import org.polyptych.physics.MovedFrame;
import org.polyptych.physics.Parameters;

/**
 * How well object and probe explain one frame wherever it is put, and which way it should go. The loss is that of
 * amplitudes, E = sum over good pixels of (|Psi| - y)^2 with |Psi|^2 the counts that are predicted: summed over modes, and whatever else
 * {@link MovedFrame} knows of. Holds the scratch arrays of one
 * thread.
 */
final class FrameFit implements AutoCloseable {
    private static final float DARK = 1e-30f;

    private final FrameStack frames;
    private final MovedFrame moved;
    private final float[] slopeDown;
    private final float[] slopeRight;

    /** @param wavelength in metres, for propagation between slices; NaN if there is but one */
    FrameFit(FrameStack frames, Parameters parameters, double wavelength) {
        this.frames = frames;
        this.slopeDown = new float[frames.pixels()];
        this.slopeRight = new float[frames.pixels()];
        this.moved = MovedFrame.of(frames, parameters, wavelength);
    }

    /**
     * A quadratic model of the loss about a place, E(d) = loss - 2 b d + d A d for a move d = (down, right) in pixels.
     *
     * @param loss E at the place, in counts
     * @param downDown A
     * @param downRight A
     * @param rightRight A
     * @param down b, minus half the derivative of E
     * @param right b
     */
    record Slope(double loss, double downDown, double downRight, double rightRight, double down, double right) {}

    /** E of a frame at a position in metres. */
    double loss(int frame, double y, double x) {
        float[] intensity = moved.predict(frame, y, x);
        float[] amplitude = frames.amplitudes(frame);
        float[] weights = frames.weights();
        double sum = 0;
        for (int i = 0; i < intensity.length; i++) {
            double d = Math.sqrt(Math.max(intensity[i], DARK)) - amplitude[i];
            sum += weights[i] * d * d;
        }
        return sum;
    }

    /**
     * The model of Gauss and Newton: with g = d|Psi| / d position, half the slope of the counts over |Psi|, A = sum g g^T and b = sum g (y - |Psi|).
     */
    Slope slope(int frame, double y, double x) {
        float[] intensity = moved.predict(frame, y, x);
        moved.slope(true, slopeDown);
        moved.slope(false, slopeRight);
        float[] amplitude = frames.amplitudes(frame);
        float[] weights = frames.weights();
        double loss = 0;
        double downDown = 0;
        double downRight = 0;
        double rightRight = 0;
        double down = 0;
        double right = 0;
        for (int i = 0; i < intensity.length; i++) {
            double a = Math.sqrt(Math.max(intensity[i], DARK));
            double d = amplitude[i] - a;
            double gd = slopeDown[i] / a;
            double gr = slopeRight[i] / a;
            double w = weights[i];
            loss += w * d * d;
            downDown += w * gd * gd;
            downRight += w * gd * gr;
            rightRight += w * gr * gr;
            down += w * gd * d;
            right += w * gr * d;
        }
        return new Slope(loss, downDown, downRight, rightRight, down, right);
    }

    @Override
    public void close() {
        moved.close();
    }
}
