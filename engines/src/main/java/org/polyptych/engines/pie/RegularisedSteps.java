package org.polyptych.engines.pie;

import java.util.Arrays;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.RunningMax;
import org.polyptych.physics.TeamKernel;

/** The steps of {@link Rpie}, {@link Epie} and {@link Mpie}. */
final class RegularisedSteps implements FrameSteps {
    private final TeamKernel kernel;
    private final PieSteps steps;
    private final boolean updateObject;
    private final boolean shifting;
    private final float[] probeIntensity;
    private final float[] objectIntensity;
    private final float[] stepRe;
    private final float[] stepIm;
    private final RunningMax[] probeMax;
    private final RunningMax[] objectMax;
    private final float[] probeMaxima;
    private final float[] objectMaxima;
    private final float[] brightest;
    private final float[] clearest;

    private boolean updateProbe;
    private float alpha;
    private float probeAlpha;
    private float step;
    private float probeStep;

    RegularisedSteps(PieState state, PieSteps steps, TeamKernel kernel) {
        int pixels = state.workers.frames().pixels();
        int members = kernel.members();
        this.kernel = kernel;
        this.steps = steps;
        this.updateObject = !state.objectKnown;
        this.shifting = state.workers.shifting();
        this.probeIntensity = new float[pixels];
        this.objectIntensity = new float[pixels];
        this.stepRe = new float[pixels];
        this.stepIm = new float[pixels];
        this.probeMax = new RunningMax[members];
        this.objectMax = new RunningMax[members];
        Arrays.setAll(probeMax, part -> new RunningMax());
        Arrays.setAll(objectMax, part -> new RunningMax());
        this.probeMaxima = new float[members];
        this.objectMaxima = new float[members];
        this.brightest = new float[members];
        this.clearest = new float[members];
    }

    @Override
    public void begin(boolean updateProbe, double length) {
        PieSteps now = steps.shortened(length);
        this.updateProbe = updateProbe;
        this.alpha = (float) now.alpha();
        this.probeAlpha = (float) now.probeAlpha();
        this.step = (float) now.step();
        this.probeStep = (float) now.probeStep();
    }

    @Override
    public void open(int part) {
        probeMax[part].reset();
        objectMax[part].reset();
    }

    @Override
    public void see(int part, ComplexImage[] probe, int from, int to) {
        FrameLoops.intensity(probe, probeIntensity, from, to);
        probeMax[part].take(probeIntensity, from, to);
        if (updateProbe) {
            ComplexImage patch = kernel.patch();
            ComplexLoops.squaredModulus(patch.re(), patch.im(), objectIntensity, from, to);
            objectMax[part].take(objectIntensity, from, to);
        }
    }

    @Override
    public void close(int part) {
        probeMaxima[part] = probeMax[part].value();
        objectMaxima[part] = objectMax[part].value();
    }

    @Override
    public void gather(int part) {
        brightest[part] = ComplexLoops.max(probeMaxima);
        clearest[part] = ComplexLoops.max(objectMaxima);
    }

    @Override
    public void update(int part, int frame, ComplexImage[] probe, int from, int to) {
        ComplexImage o = kernel.patch();
        Arrays.fill(stepRe, from, to, 0);
        Arrays.fill(stepIm, from, to, 0);
        for (int m = 0; m < probe.length; m++) {
            ComplexImage p = probe[m];
            ComplexImage wave = kernel.wave(m);
            float[] re = wave.re();
            float[] im = wave.im();
            FrameLoops.addChange(p.re(), p.im(), o.re(), o.im(), re, im, stepRe, stepIm, from, to);
            if (updateProbe) {
                float floor = Math.max(probeAlpha * clearest[part], Float.MIN_NORMAL);
                if (shifting) {
                    FrameLoops.probeStep(
                            o.re(), o.im(), objectIntensity, re, im, probeStep, 1 - probeAlpha, floor, from, to);
                } else {
                    FrameLoops.stepProbe(
                            o.re(),
                            o.im(),
                            objectIntensity,
                            re,
                            im,
                            p.re(),
                            p.im(),
                            probeStep,
                            1 - probeAlpha,
                            floor,
                            from,
                            to);
                }
            }
        }
        if (updateObject) {
            RegularisedStep.apply(
                    o.re(), o.im(), stepRe, stepIm, probeIntensity, step, alpha, brightest[part], from, to);
        }
    }
}
