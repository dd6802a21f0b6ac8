package org.polyptych.neural.ptychopinn;

import org.polyptych.core.Opened;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.answers.StitchedState;
import org.polyptych.physics.FrameStack;

/**
 * PtychoPINN in use (Hoidn, Mishra and Mehta, Sci. Rep. 13, 22789, 2023): a network answers groups of neighbouring patterns
 * with the object under each, y = G(x), the answers of a group become its mean ({@link GroupMean}, equation 1), as in training,
 * and these are put together by weighted shift-and-add ({@link org.polyptych.neural.stitch.Stitching}). The first iteration does all of it; further ones change nothing. The probe has no
 * part in it and is reported as given.
 *
 * <p>Deviations from the paper: answers are averaged as complex numbers, so that phases may wrap, and between pixels; of each
 * answer only the disc counts in which the network was taught; object and probe share a factor that patterns cannot tell, which by default
 * is the one with which the given probe explains the counts best. Where no answer counts, the object is flat: the root mean
 * square of its amplitude and the phase of its mean.
 */
public final class PtychoPinnEngine implements Engine<StitchedState> {
    private final PtychoPinnSettings settings;

    PtychoPinnEngine(PtychoPinnSettings settings) {
        this.settings = settings;
    }

    @Override
    public String lossName() {
        return StitchedState.LOSS;
    }

    @Override
    public StitchedState init(Problem problem) {
        problem.requireOneSliceAndLight();
        settings.device().require();
        try (Opened opened = new Opened()) {
            PtychoPinnModel model = opened.add(PtychoPinnModel.read(settings.model()));
            model.taught().requireFit(problem.scan(), settings.anyPixel());
            if (!settings.anyBeam()) {
                problem.beam()
                        .ifPresent(beam -> model.requireBeam(problem.scan().source(), beam));
            }
            FrameStack frames = problem.frames();
            PtychoPinnObject object = new PtychoPinnObject(model, settings, problem, frames);
            // refused now, not after the network has worked
            object.groups(problem.scan().positions());
            model.network().to(settings.numbers().torch());
            model.network().to(settings.device());
            model.network().channelsTogether();
            StitchedState state = new StitchedState(problem, frames, object, settings.scale());
            opened.keep();
            return state;
        }
    }

    @Override
    public StepReport step(StitchedState state) {
        return state.step();
    }
}
