package org.polyptych.engines.pie;

import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;

/**
 * PIE with momentum, mPIE (Maiden, Johnson, Li, Optica 4, 736, 2017, section 4): {@link Rpie}, and after a frame, with
 * the chance {@code chance}, for the object x = O and alike for the probe
 *
 * <pre>g = x_then - x,  v = g + friction v,  x = x - feedback v,  x_then = x</pre>
 *
 * where x_then is what x was the last time, so that g is the way since then with its sign turned, and v begins at 0.
 *
 * <p>Deviations from the paper: those of {@link Rpie}, the {@link Guard} included. The paper applies the momentum after a
 * fixed number of frames; here it comes by chance, once in 20 frames in the mean, as in its common implementations,
 * whose friction 0.7 and feedback 0.3 are the defaults. What changes object and probe between frames (the power of the
 * probe, constraints) is no motion. When the guard goes back, the motion is forgotten, and the feedback is shortened
 * like the steps.
 *
 * <p>The chances come from the seed and the number of the iteration alone.
 */
public final class Mpie implements Engine<PieState> {
    private final MpieSettings settings;
    private final PieSteps steps;

    public Mpie(MpieSettings settings) {
        this.settings = settings;
        this.steps = settings.steps();
    }

    @Override
    public String lossName() {
        return FrameByFrame.LOSS_NAME;
    }

    @Override
    public PieState init(Problem problem) {
        return PieState.withMomentum(problem, steps, settings);
    }

    @Override
    public StepReport step(PieState state) {
        return FrameByFrame.step(state, steps.probeFrom(), steps.fixesPower());
    }
}
