package org.polyptych.app.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.Alignment;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.metrics.Registration;
import org.polyptych.physics.phase.PhaseRamp;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.protocol.Placement;
import org.polyptych.physics.protocol.Subject;

/**
 * One object laid on another for a picture: on the other's pixels, cut to what was scanned, without the complex factor,
 * ramp and shift between the two, which the measurement leaves free. Nothing but pictures is made from it.
 *
 * @param name whose it is
 * @param object on the reference's shown pixels
 * @param shown which of them it has
 * @param probe its strongest mode, with the opposite ramp and the same shift taken out; empty where it has none
 * @param aligned false where the two resemble each other so little that only each one's own ramp was taken out
 */
record AlignedView(String name, ComplexImage object, boolean[] shown, Optional<ComplexImage> probe, boolean aligned) {
    /** A larger shift, as a share of the side, is chance. */
    private static final double FARTHEST = 0.25;

    /** What others are laid on. */
    private record Ground(Subject subject, ScannedArea area, SpecimenView view, ComplexImage flat) {
        static Ground of(Result result) {
            SpecimenView view = SpecimenView.of(result);
            Subject whole = Subject.of("the reference", result);
            // Positions differ in number and order between a result and a truth, and are not to be compared.
            Subject subject =
                    new Subject(whole.name(), whole.specimen(), whole.probe(), Optional.empty(), whole.illumination());
            return new Ground(
                    subject,
                    ScannedArea.of(result.illumination()),
                    view,
                    view.ramp().removedFrom(view.transmission()));
        }
    }

    /**
     * All on the pixels of the reference.
     *
     * @param subjects in the order in which they are to be shown
     */
    static List<AlignedView> of(List<Subject> subjects, Result reference) {
        Ground ground = Ground.of(reference);
        List<AlignedView> views = new ArrayList<>();
        for (Subject subject : subjects) {
            views.add(of(subject, ground));
        }
        return views;
    }

    private static AlignedView of(Subject subject, Ground ground) {
        Comparison pair = Comparison.of(subject, ground.subject(), Placement.AUTOMATIC);
        ScannedArea area = ground.area();
        Region box = new Region(area.top(), area.left(), area.rows(), area.columns());
        ComplexImage image = box.of(pair.found());
        boolean[] shown = covered(pair.covered(), box, ground.view().scanned());
        float[] weight = new float[shown.length];
        for (int i = 0; i < weight.length; i++) {
            weight[i] = shown[i] ? ground.view().weight()[i] : 0;
        }
        Optional<ComplexImage> probe = pair.probe();
        try {
            Alignment found = Registration.align(
                    ground.flat(), image, Region.whole(image), new RealImage(image.rows(), image.columns(), weight));
            if (Math.abs(found.shiftY()) <= FARTHEST * box.rows()
                    && Math.abs(found.shiftX()) <= FARTHEST * box.columns()) {
                Displacement physical = found.displacement().shiftedBy(-pair.gridDown(), -pair.gridRight());
                return new AlignedView(
                        subject.name(),
                        placed(found, image),
                        covered(found.region(), Region.whole(image), shown),
                        probe.map(one -> physical.counterpart().undone(one)),
                        true);
            }
        } catch (BadInputException e) {
            // Too little in common: shown as it is, without its own ramp.
        }
        return new AlignedView(subject.name(), PhaseRamp.find(image, weight).removedFrom(image), shown, probe, false);
    }

    private static boolean[] covered(Region has, Region box, boolean[] wanted) {
        boolean[] shown = new boolean[wanted.length];
        for (int i = 0; i < shown.length; i++) {
            shown[i] = wanted[i]
                    && has.contains(new Region(box.top() + i / box.columns(), box.left() + i % box.columns(), 1, 1));
        }
        return shown;
    }

    private static ComplexImage placed(Alignment found, ComplexImage grid) {
        ComplexImage out = ComplexImage.zeros(grid.rows(), grid.columns());
        Region region = found.region();
        for (int y = 0; y < region.rows(); y++) {
            int to = (region.top() + y) * grid.columns() + region.left();
            System.arraycopy(found.image().re(), y * region.columns(), out.re(), to, region.columns());
            System.arraycopy(found.image().im(), y * region.columns(), out.im(), to, region.columns());
        }
        return out;
    }

    /** The part of it in the middle, at most so many pixels a side. */
    AlignedView middle(int size) {
        Region part = Region.central(object, size, size);
        boolean[] kept = new boolean[part.rows() * part.columns()];
        for (int y = 0; y < part.rows(); y++) {
            System.arraycopy(
                    shown, (part.top() + y) * object.columns() + part.left(), kept, y * part.columns(), part.columns());
        }
        return new AlignedView(name, part.of(object), kept, probe, aligned);
    }

    /** The limits that suit most of some images: the median of each one's lower limits, and of its upper ones. */
    static Limits common(List<Limits> limits) {
        return new Limits(
                median(limits.stream().mapToDouble(Limits::low).toArray()),
                median(limits.stream().mapToDouble(Limits::high).toArray()));
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
    }

    /** The probe times the phase that brings it closest to another. */
    static ComplexImage inPhase(ComplexImage probe, ComplexImage reference) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < probe.size(); i++) {
            re += (double) probe.re()[i] * reference.re()[i]
                    + (double) probe.im()[i] * reference.im()[i];
            im += (double) probe.re()[i] * reference.im()[i]
                    - (double) probe.im()[i] * reference.re()[i];
        }
        double length = Math.hypot(re, im);
        ComplexImage out = probe.copy();
        for (int i = 0; length > 0 && i < out.size(); i++) {
            double a = probe.re()[i];
            double b = probe.im()[i];
            out.re()[i] = (float) ((a * re - b * im) / length);
            out.im()[i] = (float) ((a * im + b * re) / length);
        }
        return out;
    }
}
