package org.polyptych.neural.unet;

import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Opened;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.neural.answers.StitchedState;
import org.polyptych.neural.sampling.Canvas;
import org.polyptych.neural.sampling.LearnedPixels;
import org.polyptych.neural.sampling.ObjectPrior;
import org.polyptych.neural.sampling.Unit;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Scan;

/**
 * A U-Net behind another engine, as in {@code awf,unet}: takes off the mistakes that it has learned at one overlap and with one
 * probe (the baseline of Cam and others 2025, after Ronneberger, Fischer and Brox 2015). The first iteration does all of it;
 * further ones change nothing. The data have no say in it, so that the loss as a rule is larger behind it than before. The probe
 * stays as given.
 */
public final class UNetEngine implements Engine<StitchedState> {
    static final String NAME = "unet";

    private final UNetSettings settings;

    UNetEngine(UNetSettings settings) {
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
        ComplexImage made = problem.specimen().image();
        requireMade(made);
        try (Opened opened = new Opened()) {
            Restorer restorer = opened.add(Restorer.read(settings.model(), settings.device()));
            requireFit(problem.scan(), restorer);
            // what the network knows of the amplitude says nothing where the run's probe may have any
            boolean known = restorer.known() && problem.settings().probe().known();
            Unit factor = Restorer.factor(made, restorer.channels(), known);
            ObjectPrior network = new ObjectPrior(
                    restorer,
                    Canvas.of(made.rows(), made.columns(), restorer.side()),
                    settings.overlap(),
                    settings.batch(),
                    settings.device());
            RestoredObject object =
                    new RestoredObject(network, factor, made, problem.parallel().threads());
            FrameStack frames = problem.frames();
            StitchedState state = new StitchedState(problem, frames, object, settings.scale());
            opened.keep();
            return state;
        }
    }

    /** A flat object is what a run begins with. */
    private static void requireMade(ComplexImage made) {
        if (made.isFlat()) {
            throw new BadInputException("unet takes what another engine has made: put one before it, as in --engine"
                    + " awf,unet, or give an object with --object");
        }
    }

    private void requireFit(Scan scan, Restorer restorer) {
        double height = scan.geometry().pixelHeight();
        double width = scan.geometry().pixelWidth();
        if (!settings.anyPixel()
                && !new LearnedPixels(restorer.pixelHeight(), restorer.pixelWidth()).like(height, width)) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: has object pixels of %.4g x %.4g m, the network in %s has learned from pixels of %.4g x %.4g m; take"
                            + " another network, or set unet.anyPixel=true",
                    scan.source(),
                    height,
                    width,
                    restorer.source(),
                    restorer.pixelHeight(),
                    restorer.pixelWidth()));
        }
    }

    @Override
    public StepReport step(StitchedState state) {
        return state.step();
    }
}
