package org.polyptych.electron.multislice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RealImage;
import org.polyptych.electron.scattering.ScatteringFactors;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Structure;
import org.polyptych.physics.ElectronWave;
import org.polyptych.physics.Specimen;

/**
 * A structure as slices O = exp(i sigma V) of equal distance: each slice has the whole potential of the atoms whose middle lies in it
 * (Kirkland, Advanced Computing in Electron Microscopy, section 6.4).
 *
 * @param thickness of a slice in metres, about: as many slices of equal thickness are made as come nearest from below
 */
public record PhaseSlices(ElectronWave wave, double thickness, ScatteringFactors factors) {
    /** Potentials reach so far beyond the images, in metres; atoms there count. */
    public static final double MARGIN = 4e-10;

    private static final int MOST = 10_000;

    public PhaseSlices {
        if (!(thickness > 0 && thickness < Double.POSITIVE_INFINITY)) {
            throw new BadInputException("slices must be thicker than 0, got " + thickness + " m");
        }
    }

    /** How many slices a structure of this depth in metres has. */
    public int count(double depth) {
        double slices = Math.ceil(depth / thickness - 1e-6);
        if (slices > MOST) {
            throw new BadInputException("a specimen of " + depth * 1e10 + " A in slices of " + thickness * 1e10
                    + " A has more than " + MOST + " slices; make them thicker");
        }
        return (int) Math.max(1, slices);
    }

    /**
     * The slices, the first met first by the beam.
     *
     * @param place whose pixels the slices have; its images are not looked at
     * @param averaged true for atoms blurred by their displacements, false for atoms exactly where they are
     * @param limit part of the highest frequency of the pixels that potentials have
     */
    public Specimen of(Structure structure, Specimen place, boolean averaged, double limit, Parallel parallel) {
        int margin = (int) Math.ceil(MARGIN / Math.min(place.pixelHeight(), place.pixelWidth()));
        Grid grid = Grid.of(place).wider(margin);
        List<List<Atom>> sorted = sorted(structure, grid);
        ProjectedPotential potential = new ProjectedPotential(grid, factors, averaged, limit);
        ComplexImage[] slices = new ComplexImage[sorted.size()];
        parallel.forEach(
                slices.length,
                s -> slices[s] =
                        transmission(potential.of(sorted.get(s)).crop(margin, margin, place.rows(), place.columns())));
        double[] spacing = new double[slices.length - 1];
        Arrays.fill(spacing, structure.depth() / slices.length);
        return new Specimen(
                new ComplexImage[][] {slices},
                place.pixelHeight(),
                place.pixelWidth(),
                place.centreY(),
                place.centreX(),
                spacing);
    }

    /** The atoms of each slice that lie on the grid; others would come back on its other side. */
    private List<List<Atom>> sorted(Structure structure, Grid grid) {
        int count = count(structure.depth());
        List<List<Atom>> sorted =
                Stream.<List<Atom>>generate(ArrayList::new).limit(count).toList();
        for (Atom atom : structure.atoms()) {
            double row = (atom.y() - grid.top()) / grid.pixelHeight();
            double column = (atom.x() - grid.left()) / grid.pixelWidth();
            if (row >= 0 && row < grid.rows() && column >= 0 && column < grid.columns()) {
                // a hair deeper, so that atoms on the border of two slices are not sorted by rounding
                int slice = (int) Math.floor(atom.z() / structure.depth() * count + 1e-9);
                sorted.get(Math.clamp(slice, 0, count - 1)).add(atom);
            }
        }
        return sorted;
    }

    private ComplexImage transmission(RealImage potential) {
        ComplexImage image = ComplexImage.zeros(potential.rows(), potential.columns());
        double sigma = wave.interaction();
        for (int i = 0; i < image.size(); i++) {
            double phase = sigma * potential.values()[i];
            image.re()[i] = (float) Math.cos(phase);
            image.im()[i] = (float) Math.sin(phase);
        }
        return image;
    }
}
