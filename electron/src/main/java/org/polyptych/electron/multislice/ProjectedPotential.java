package org.polyptych.electron.multislice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Fft2;
import org.polyptych.core.RealImage;
import org.polyptych.electron.optics.Sampling;
import org.polyptych.electron.scattering.ScatteringFactors;
import org.polyptych.electron.structure.Atom;
import org.polyptych.physics.ElectronWave;

/**
 * The potential of atoms, projected along the beam: the Fourier sum V(r) = h^2 / (2 pi m e) / area sum_k exp(2 pi i k r) sum_j o_j f_j(k)
 * exp(-2 pi^2 u_j^2 k^2) exp(-2 pi i k r_j), over all k up to a part of the highest frequency of the grid, as a rule two thirds (Kirkland, Advanced
 * Computing in Electron Microscopy, eqs. 5.20 and C.19). Atoms lie wherever they lie, on fractions of pixels too. Where atoms are
 * displaced one by one (frozen phonons), u is left out.
 */
public final class ProjectedPotential {
    /** Atoms worked on together, so that their phases stay in cache. */
    private static final int BLOCK = 64;

    private final Grid grid;
    private final ScatteringFactors factors;
    private final boolean averaged;
    private final double most;
    private final int lastY;
    private final int lastX;

    /**
     * @param averaged true for the mean over the displacements of atoms, false for atoms exactly where they are
     * @param limit part of the grid's highest frequency up to which there are waves, {@link Sampling#LIMIT} in a simulation
     */
    public ProjectedPotential(Grid grid, ScatteringFactors factors, boolean averaged, double limit) {
        this.grid = grid;
        this.factors = factors;
        this.averaged = averaged;
        this.most = limit / (2 * Math.max(grid.pixelHeight(), grid.pixelWidth()));
        this.lastY = Math.min((int) (most * grid.height()), (grid.rows() - 1) / 2);
        this.lastX = Math.min((int) (most * grid.width()), (grid.columns() - 1) / 2);
    }

    /** Atoms that scatter alike. */
    private record Species(int number, double meanSquare) implements Comparable<Species> {
        @Override
        public int compareTo(Species other) {
            int first = Integer.compare(number, other.number);
            return first != 0 ? first : Double.compare(meanSquare, other.meanSquare);
        }
    }

    /** In V m. */
    public RealImage of(Collection<Atom> atoms) {
        Map<Species, List<Atom>> species = new TreeMap<>();
        for (Atom atom : atoms) {
            species.computeIfAbsent(
                            new Species(atom.number(), averaged ? atom.meanSquare() : 0), key -> new ArrayList<>())
                    .add(atom);
        }
        int width = 2 * lastX + 1;
        double[] re = new double[(lastY + 1) * width];
        double[] im = new double[(lastY + 1) * width];
        species.forEach((kind, all) -> {
            double[] sumRe = new double[re.length];
            double[] sumIm = new double[re.length];
            for (int from = 0; from < all.size(); from += BLOCK) {
                addPhases(all.subList(from, Math.min(all.size(), from + BLOCK)), sumRe, sumIm);
            }
            for (int i = 0; i < re.length; i++) {
                double k = Math.hypot(i / width / grid.height(), (i % width - lastX) / grid.width());
                if (k <= most) {
                    double f =
                            factors.at(kind.number(), k) * Math.exp(-2 * Math.PI * Math.PI * kind.meanSquare() * k * k);
                    re[i] += f * sumRe[i];
                    im[i] += f * sumIm[i];
                }
            }
        });
        return transformed(re, im);
    }

    /** Adds sum o exp(-2 pi i k r) for all k with k_y of 0 or more. */
    private void addPhases(List<Atom> atoms, double[] sumRe, double[] sumIm) {
        int width = 2 * lastX + 1;
        double[][] cos = new double[atoms.size()][width];
        double[][] sin = new double[atoms.size()][width];
        for (int j = 0; j < atoms.size(); j++) {
            double step = -2 * Math.PI * (atoms.get(j).x() - grid.left()) / grid.width();
            for (int x = 0; x < width; x++) {
                cos[j][x] = Math.cos(step * (x - lastX));
                sin[j][x] = Math.sin(step * (x - lastX));
            }
        }
        for (int y = 0; y <= lastY; y++) {
            for (int j = 0; j < atoms.size(); j++) {
                Atom atom = atoms.get(j);
                double angle = -2 * Math.PI * y * (atom.y() - grid.top()) / grid.height();
                add(
                        atom.occupancy() * Math.cos(angle),
                        atom.occupancy() * Math.sin(angle),
                        cos[j],
                        sin[j],
                        sumRe,
                        sumIm,
                        y * width);
            }
        }
    }

    private static void add(
            double re, double im, double[] cos, double[] sin, double[] sumRe, double[] sumIm, int offset) {
        for (int x = 0; x < cos.length; x++) {
            sumRe[offset + x] += re * cos[x] - im * sin[x];
            sumIm[offset + x] += re * sin[x] + im * cos[x];
        }
    }

    private RealImage transformed(double[] halfRe, double[] halfIm) {
        int rows = grid.rows();
        int columns = grid.columns();
        int width = 2 * lastX + 1;
        // the transform is unitary
        double factor = ElectronWave.POTENTIAL_OF_SCATTERING
                * Math.sqrt((double) rows * columns)
                / (grid.height() * grid.width());
        ComplexImage spectrum = ComplexImage.zeros(rows, columns);
        for (int y = 0; y <= lastY; y++) {
            for (int x = -lastX; x <= lastX; x++) {
                int from = y * width + x + lastX;
                int to = y * columns + Math.floorMod(x, columns);
                spectrum.re()[to] = (float) (factor * halfRe[from]);
                spectrum.im()[to] = (float) (factor * halfIm[from]);
                if (y > 0) {
                    int mirrored = (rows - y) * columns + Math.floorMod(-x, columns);
                    spectrum.re()[mirrored] = spectrum.re()[to];
                    spectrum.im()[mirrored] = -spectrum.im()[to];
                }
            }
        }
        try (Fft2 fft = Fft2.of(rows, columns)) {
            fft.inverse(spectrum.re(), spectrum.im());
        }
        return new RealImage(rows, columns, spectrum.re());
    }
}
