package org.polyptych.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.constraint.CyclicMove;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Parameters;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

/**
 * Object and probe as a method works on them: copies of what it was given, changed in place. The one that is declared
 * known is never to be changed, and is reported exactly as it came.
 */
public final class Estimate {
    private final Specimen specimen;
    private final Probe probe;
    private final Probe given;
    private final ComplexImage[] modes;
    private final List<ComplexImage> variations = new ArrayList<>();
    private final boolean objectKnown;
    private final boolean probeKnown;
    private Optional<CyclicMove> moved = Optional.empty();

    /** With variation 0 of the probe alone. */
    public Estimate(Problem problem) {
        this(problem, 1);
    }

    /** @param variations of the probe; those that the problem does not have are 0 everywhere */
    public Estimate(Problem problem, int variations) {
        this.specimen = problem.specimen().copy();
        this.probe = problem.probe().withVariations(variations).copy();
        this.given = problem.probe().copy();
        this.objectKnown = problem.settings().object().known();
        this.probeKnown = problem.settings().probe().known();
        this.modes = new ComplexImage[probe.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = probe.mode(m);
        }
        for (int v = 1; v < variations; v++) {
            for (int m = 0; m < modes.length; m++) {
                this.variations.add(probe.mode(v, m));
            }
        }
    }

    /** The object, of several slices or modes the first: the array worked on. */
    public ComplexImage object() {
        return specimen.image();
    }

    /** Every slice of every mode of the object, one mode after the other: the arrays worked on. */
    public List<ComplexImage> objects() {
        return Arrays.stream(specimen.images()).flatMap(Arrays::stream).toList();
    }

    /** The first slice of every mode of the object, which is what a factor on the exit waves goes to. */
    public List<ComplexImage> firstSlices() {
        return Arrays.stream(specimen.images()).map(slices -> slices[0]).toList();
    }

    /** Metres between neighbouring slices: the array worked on. */
    public double[] sliceSpacing() {
        return specimen.sliceSpacing();
    }

    /** The modes of the probe: the arrays worked on. */
    public ComplexImage[] probe() {
        return modes;
    }

    /** The modes of every further variation of the probe, one variation after the other: the arrays worked on. */
    public List<ComplexImage> variations() {
        return variations;
    }

    public boolean objectKnown() {
        return objectKnown;
    }

    public boolean probeKnown() {
        return probeKnown;
    }

    /**
     * Moves object and probe together by whole pixels, so that every exit wave moves along and no pattern changes. What
     * leaves at one side comes in at the other.
     */
    public void move(int down, int right) {
        CyclicMove move = new CyclicMove(down, right);
        move.apply(images());
        moved = Optional.of(move);
    }

    /**
     * Lets a revision change object and probe, and moves what a state keeps beside them along if they are moved.
     *
     * @param kept images on the grids of object and probe, such as exit waves and what momentum is made of; those of this
     *     estimate may be among them
     * @return the move, for what else has to move along
     */
    public Optional<CyclicMove> revise(Consumer<Estimate> revision, List<ComplexImage> kept) {
        moved = Optional.empty();
        revision.accept(this);
        moved.ifPresent(move -> move.apply(
                kept.stream().filter(image -> !images().contains(image)).toList()));
        return moved;
    }

    /** Object and probe as they are now, for a forward model: the arrays worked on. */
    public Parameters parameters(Positions positions) {
        return parameters(positions, Conditions.NONE);
    }

    /** Object and probe as they are now, for frames taken in these conditions. */
    public Parameters parameters(Positions positions, Conditions conditions) {
        return new Parameters(specimen, probe, positions, conditions);
    }

    /** The object as it is now, to be reported; a copy. */
    public Specimen specimen() {
        return specimen.copy();
    }

    /** Another image on the object's grid, reported in its place unless the object is known; a copy. */
    public Specimen specimen(ComplexImage image) {
        return objectKnown
                ? specimen.copy()
                : Specimen.of(
                        image.copy(),
                        specimen.pixelHeight(),
                        specimen.pixelWidth(),
                        specimen.centreY(),
                        specimen.centreX());
    }

    /** The probe as it is now, to be reported; a copy. */
    public Probe reportedProbe() {
        return probeKnown ? given.copy() : probe.copy();
    }

    /** Other modes, reported in its place unless the probe is known; copies. */
    public Probe reportedProbe(ComplexImage[] instead) {
        if (probeKnown) {
            return given.copy();
        }
        ComplexImage[] copies = new ComplexImage[instead.length];
        for (int m = 0; m < copies.length; m++) {
            copies[m] = instead[m].copy();
        }
        return Probe.of(copies);
    }

    /** Object, slice after slice, modes of the probe and of its further variations, in this order: the arrays worked on. */
    public List<ComplexImage> images() {
        List<ComplexImage> images = new ArrayList<>(objects());
        images.addAll(List.of(modes));
        images.addAll(variations);
        return images;
    }

    /** Puts copies of images under a name, as {@link #fill} reads them. */
    public static void put(Snapshot snapshot, String name, List<ComplexImage> images) {
        float[][] parts = new float[2 * images.size()][];
        for (int k = 0; k < images.size(); k++) {
            parts[2 * k] = images.get(k).re().clone();
            parts[2 * k + 1] = images.get(k).im().clone();
        }
        snapshot.floats().put(name, parts);
    }

    /** Fills images with what was {@link #put} under a name. */
    public static void fill(Snapshot snapshot, String name, List<ComplexImage> images) {
        float[][] parts = snapshot.floats().get(name);
        for (int k = 0; k < images.size(); k++) {
            ComplexImage image = images.get(k);
            System.arraycopy(parts[2 * k], 0, image.re(), 0, image.size());
            System.arraycopy(parts[2 * k + 1], 0, image.im(), 0, image.size());
        }
    }
}
