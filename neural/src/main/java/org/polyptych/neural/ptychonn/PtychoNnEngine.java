package org.polyptych.neural.ptychonn;

import org.polyptych.core.Opened;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.answers.AnsweredObject;
import org.polyptych.neural.answers.StitchedState;
import org.polyptych.physics.FrameStack;

/**
 * PtychoNN in use (Cherukara and others, Appl. Phys. Lett. 117, 044103, 2020): a network that was taught on other scans says
 * of each pattern by itself what object lies under it, and the answers are put together by weighted shift-and-add ({@link
 * org.polyptych.neural.stitch.Stitching}). The first iteration does all of it; further ones change nothing. The probe has no
 * part in it and is reported as given.
 *
 * <p>Deviations from the paper: answers are averaged as complex numbers, so that phases may wrap, and between pixels; of each
 * answer only the part counts in which the network was taught; object and probe share a factor that patterns cannot tell,
 * which by default is the one with which the given probe explains the counts best. Where no answer counts, the object is flat:
 * the root mean square of its amplitude and the phase of its mean.
 */
public final class PtychoNnEngine implements Engine<StitchedState> {
    private final PtychoNnSettings settings;

    PtychoNnEngine(PtychoNnSettings settings) {
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
            PtychoNnModel model = opened.add(PtychoNnModel.read(settings.model()));
            model.taught().requireFit(problem.scan(), settings.anyPixel());
            model.network().to(settings.device());
            model.network().channelsTogether();
            FrameStack frames = problem.frames();
            AnsweredObject object = new PtychoNnObject(model, settings, problem, frames);
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
