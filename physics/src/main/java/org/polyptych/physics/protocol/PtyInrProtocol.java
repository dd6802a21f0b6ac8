package org.polyptych.physics.protocol;

import java.util.Arrays;
import java.util.Locale;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Median;
import org.polyptych.core.RealImage;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.metrics.GlobalPhase;
import org.polyptych.physics.metrics.RealError;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.phase.PhaseRamp;

/**
 * How PtyINR's paper scores: PSNR of amplitude and phase over the middle 181 x 181 pixels of an object of 241 x 241, and
 * over the whole probe. A truth that was padded at the right and the bottom is scored on its first 241 x 241 pixels.
 *
 * <ul>
 *   <li>Object amplitude: scaled so that its median is the truth's; MAX 1.
 *   <li>Object phase: the best global phase ({@link GlobalPhase}); MAX pi.
 *   <li>Probe amplitude: both divided by their largest value, then scaled by the medians; MAX 1. Phase as above.
 * </ul>
 *
 * <p>Three things make these figures easy to misread, so that more is always given than the paper asks for. MAX 1 flatters
 * where the truth's amplitude is about 0.1: the figures of a <b>flat</b> object stand beside. A <b>ramp</b>, which no
 * data can fix, decides the phase figure: it is given again with the ramp between result and truth removed (
 * {@link PhaseRamp} of their quotient). An unknown probe leaves a common <b>shift</b> free: all is given again with the
 * sub-pixel shift and the ramp that {@link Registration} finds taken out of object and probe.
 */
public final class PtyInrProtocol implements Protocol {
    private static final int OBJECT = 241;
    private static final int SCORED = 181;

    @Override
    public String name() {
        return "ptyinr";
    }

    @Override
    public String description() {
        return "PSNR of the middle 181 x 181 of 241 x 241 pixels: amplitude scaled by the median, MAX 1; phase with the"
                + " best global phase, MAX pi; as is, without ramp, without ramp and shift; the probe alike";
    }

    @Override
    public Evaluation evaluate(Comparison comparison) {
        Evaluation.Sheet sheet = new Evaluation.Sheet(name(), comparison);
        ComplexImage whole = object(comparison.truth(), sheet);
        Region scored = Region.central(whole, SCORED, SCORED);
        if (!comparison.covered().contains(scored)) {
            throw new BadInputException("protocol ptyinr scores rows and columns " + scored.top() + " to "
                    + (scored.top() + SCORED - 1) + " of the truth, and the result does not show them all");
        }
        ComplexImage truth = scored.of(comparison.truth());
        ComplexImage found = scored.of(comparison.found());
        sheet.score("object.amplitude.psnr", amplitude(found, truth), "dB", "amplitude scaled by the median, MAX 1");
        sheet.score("object.phase.psnr", phase(found, truth, sheet), "dB", "phase with the best global phase, MAX pi");
        PhaseRamp ramp = ramp(found, truth);
        sheet.score(
                "object.phase.psnr.ramp_removed",
                phase(ramp.removedFrom(found), truth),
                "dB",
                "without the ramp, MAX pi");
        sheet.score("object.ramp.down", cycles(ramp.rowSlope()), "cycles", "ramp removed, over the scored rows");
        sheet.score("object.ramp.right", cycles(ramp.columnSlope()), "cycles", "ramp removed, over the scored columns");
        probe(comparison, sheet);
        shifted(comparison, scored, truth, sheet);
        ComplexImage flat = ComplexImage.constant(SCORED, SCORED, 1, 0);
        sheet.score("flat.amplitude.psnr", amplitude(flat, truth), "dB", "what a flat object would score");
        sheet.score("flat.phase.psnr", phase(flat, truth), "dB", "what a flat object would score");
        return sheet.finished();
    }

    private static ComplexImage object(ComplexImage truth, Evaluation.Sheet sheet) {
        if (truth.rows() < OBJECT || truth.columns() < OBJECT) {
            throw new BadInputException("protocol ptyinr scores an object of " + OBJECT + " x " + OBJECT
                    + " pixels, the truth has " + truth.rows() + " x " + truth.columns()
                    + "; choose another protocol for it");
        }
        if (truth.rows() > OBJECT || truth.columns() > OBJECT) {
            sheet.note("the truth is " + truth.rows() + " x " + truth.columns() + " pixels; its first " + OBJECT + " x "
                    + OBJECT + " are the object that is scored");
        }
        return truth.crop(0, 0, OBJECT, OBJECT);
    }

    private static void probe(Comparison comparison, Evaluation.Sheet sheet) {
        if (comparison.probe().isEmpty() || comparison.trueProbe().isEmpty()) {
            sheet.note("no true probe to compare with: the probe is not scored");
            return;
        }
        ComplexImage truth = comparison.trueProbe().get();
        ComplexImage found = comparison.probe().get();
        sheet.score(
                "probe.amplitude.psnr", probeAmplitude(found, truth), "dB", "by the maximum, then the median, MAX 1");
        sheet.score("probe.phase.psnr", phase(found, truth), "dB", "phase with the best global phase, MAX pi");
        ComplexImage flat = ramp(found, truth).removedFrom(found);
        sheet.score("probe.phase.psnr.ramp_removed", phase(flat, truth), "dB", "without the ramp, MAX pi");
    }

    private static void shifted(Comparison comparison, Region scored, ComplexImage truth, Evaluation.Sheet sheet) {
        Alignment alignment;
        try {
            alignment = Registration.align(comparison.truth(), comparison.found(), scored);
        } catch (BadInputException e) {
            sheet.note("no figures without shift: " + e.getMessage());
            return;
        }
        if (!alignment.region().equals(scored)) {
            sheet.note(String.format(
                    Locale.ROOT,
                    "registration moves the object by (%.1f, %.1f) px, out of the part that is scored: no figures without"
                            + " shift",
                    alignment.shiftY(),
                    alignment.shiftX()));
            return;
        }
        ComplexImage found = alignment.image();
        Displacement physical = Physical.of(alignment, comparison);
        sheet.score("object.shift.down", physical.shiftY(), "px", "shift that registration finds");
        sheet.score("object.shift.right", physical.shiftX(), "px", "shift that registration finds");
        sheet.score("object.amplitude.psnr.shift_removed", amplitude(found, truth), "dB", "without the shift, MAX 1");
        sheet.score(
                "object.phase.psnr.shift_removed",
                phase(ramp(found, truth).removedFrom(found), truth),
                "dB",
                "without shift and ramp, MAX pi");
        if (comparison.probe().isPresent() && comparison.trueProbe().isPresent()) {
            ComplexImage trueProbe = comparison.trueProbe().get();
            ComplexImage probe =
                    physical.counterpart().undone(comparison.probe().get());
            sheet.score(
                    "probe.amplitude.psnr.shift_removed",
                    probeAmplitude(probe, trueProbe),
                    "dB",
                    "with the object's shift removed, MAX 1");
            sheet.score(
                    "probe.phase.psnr.shift_removed",
                    phase(ramp(probe, trueProbe).removedFrom(probe), trueProbe),
                    "dB",
                    "with the object's shift and its own ramp removed, MAX pi");
        }
    }

    private static double amplitude(ComplexImage found, ComplexImage truth) {
        RealImage target = truth.amplitude();
        return RealError.psnr(byMedian(found.amplitude(), target), target, 1);
    }

    private static double probeAmplitude(ComplexImage found, ComplexImage truth) {
        RealImage target = scaled(truth.amplitude(), 1.0 / largest(truth.amplitude()));
        RealImage amplitude = found.amplitude();
        return RealError.psnr(byMedian(scaled(amplitude, 1.0 / largest(amplitude)), target), target, 1);
    }

    private static double phase(ComplexImage found, ComplexImage truth) {
        return RealError.psnr(GlobalPhase.best(found, truth).phaseOf(found), truth.phase(), Math.PI);
    }

    private static double phase(ComplexImage found, ComplexImage truth, Evaluation.Sheet sheet) {
        RealImage phase = GlobalPhase.best(found, truth).phaseOf(found);
        RealImage target = truth.phase();
        int wrapped = 0;
        for (int i = 0; i < target.size(); i++) {
            wrapped += Math.abs((double) phase.values()[i] - target.values()[i]) > Math.PI ? 1 : 0;
        }
        if (wrapped > 0) {
            sheet.note(
                    wrapped + " of " + target.size() + " pixels differ in phase by more than pi and count as that far"
                            + " apart: differences are not wrapped");
        }
        return RealError.psnr(phase, target, Math.PI);
    }

    /** The ramp of found / truth, pixels weighted by the product of their amplitudes. */
    private static PhaseRamp ramp(ComplexImage found, ComplexImage truth) {
        ComplexImage quotient = ComplexImage.zeros(found.rows(), found.columns());
        for (int i = 0; i < found.size(); i++) {
            double fr = found.re()[i];
            double fi = found.im()[i];
            double tr = truth.re()[i];
            double ti = truth.im()[i];
            quotient.re()[i] = (float) (fr * tr + fi * ti);
            quotient.im()[i] = (float) (fi * tr - fr * ti);
        }
        float[] even = new float[found.size()];
        Arrays.fill(even, 1);
        return PhaseRamp.find(quotient, even);
    }

    private static double cycles(double slope) {
        return slope * SCORED / (2 * Math.PI);
    }

    private static RealImage byMedian(RealImage image, RealImage target) {
        double median = Median.of(image.values());
        if (median == 0) {
            throw new BadInputException("protocol ptyinr scales by the median, which is 0 in what was found");
        }
        return scaled(image, Median.of(target.values()) / median);
    }

    private static double largest(RealImage amplitude) {
        if (amplitude.max() == 0) {
            throw new BadInputException("protocol ptyinr divides a probe by its largest amplitude, which is 0");
        }
        return amplitude.max();
    }

    private static RealImage scaled(RealImage image, double factor) {
        RealImage out = image.copy();
        for (int i = 0; i < out.size(); i++) {
            out.values()[i] = (float) (factor * out.values()[i]);
        }
        return out;
    }
}
