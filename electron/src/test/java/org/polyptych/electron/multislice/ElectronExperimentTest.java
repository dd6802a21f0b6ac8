package org.polyptych.electron.multislice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.electron.optics.Aberrations;
import org.polyptych.electron.optics.Lens;
import org.polyptych.electron.scattering.Parametrization;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Crystal;
import org.polyptych.electron.structure.Lattice;
import org.polyptych.electron.structure.Structure;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Raster;

class ElectronExperimentTest {
    /** 64 pixels to 60 mrad at 200 kV: 13.4 A on the specimen. */
    private static final ElectronGeometry GEOMETRY = new ElectronGeometry(64, 64, 0.209e-10, 0.209e-10, 200e3, 1);

    private static final Positions POSITIONS = new Raster(3, 3, 4, 4).positions(GEOMETRY);

    private static final Probe PROBE = Probe.of(new Lens(20e-3, Aberrations.defocused(30e-10)).probe(GEOMETRY))
            .withPower(1000);

    private static Scan scan(String structure, int phonons, boolean fine, int threads, String noise) {
        ElectronExperiment experiment = new ElectronExperiment(
                TestStructures.parse(structure),
                new PhaseSlices(GEOMETRY.wave(), 2e-10, Parametrization.KIRKLAND),
                phonons,
                fine,
                11);
        try (Parallel parallel = new Parallel(threads)) {
            return experiment
                    .simulation(
                            experiment.structure(GEOMETRY, POSITIONS), GEOMETRY, PROBE, POSITIONS, POSITIONS, parallel)
                    .noise(NoiseSpec.parse(noise))
                    .seed(11)
                    .run(parallel, done -> {});
        }
    }

    private static float[] amplitudes(Scan scan) {
        int frame = 64 * 64;
        float[] all = new float[scan.frames().count() * frame];
        float[] one = new float[frame];
        for (int j = 0; j < scan.frames().count(); j++) {
            scan.frames().read(new int[] {j}, one);
            System.arraycopy(one, 0, all, j * frame, frame);
        }
        return all;
    }

    private static double counts(Scan scan) {
        double sum = 0;
        for (float a : amplitudes(scan)) {
            sum += a * a;
        }
        return sum / scan.frames().count();
    }

    @Test
    void a_scan_has_its_slices_of_phase_as_truth() {
        Scan scan = scan("srtio3:thickness=20", 0, false, 2, "none");
        assertThat(scan.geometry()).isEqualTo(GEOMETRY);
        assertThat(scan.truth().orElseThrow().specimen().slices()).isEqualTo(10);
        assertThat(scan.truth().orElseThrow().specimen().sliceSpacing()).containsOnly(2e-10);
        for (var slice : scan.truth().orElseThrow().specimen().images()[0]) {
            assertThat(slice.power() / slice.size()).isCloseTo(1, within(1e-6));
        }
        // what is scattered beyond two thirds of 60 mrad is lost
        assertThat(counts(scan)).isBetween(900.0, 1000.0);
    }

    /** On the finer grid the detector sees to its edges what the coarse one cannot follow; in the middle both are alike. */
    @Test
    void the_finer_grid_fills_the_detector_to_its_edges() {
        float[] coarse = amplitudes(scan("srtio3:thickness=20", 0, false, 2, "none"));
        float[] fine = amplitudes(scan("srtio3:thickness=20", 0, true, 2, "none"));
        double coarseOut = 0;
        double fineOut = 0;
        double apart = 0;
        double inside = 0;
        for (int i = 0; i < fine.length; i++) {
            double radius = Math.hypot(i / 64 % 64 - 32, i % 64 - 32);
            if (radius > 24) {
                coarseOut += coarse[i] * coarse[i];
                fineOut += fine[i] * fine[i];
            } else if (radius < 12) {
                apart += Math.pow(fine[i] - coarse[i], 2);
                inside += fine[i] * fine[i];
            }
        }
        assertThat(coarseOut).isZero();
        assertThat(fineOut).isGreaterThan(1);
        assertThat(apart / inside).isLessThan(0.01);
    }

    @Test
    void the_bits_do_not_depend_on_the_threads() {
        assertThat(amplitudes(scan("particle:radius=4,carbon=6", 2, false, 1, "poisson:dose=1e4")))
                .isEqualTo(amplitudes(scan("particle:radius=4,carbon=6", 2, false, 3, "poisson:dose=1e4")));
    }

    /** A dose is electrons on each square angstrom: a frame stands for its cell of the raster. */
    @Test
    void a_dose_is_counted() {
        double cell = Math.pow(4 * 0.209, 2);
        assertThat(counts(scan("graphene", 0, true, 2, "poisson:dose=1e4")))
                .isCloseTo(1e4 * cell, within(0.02 * 1e4 * cell));
    }

    @Test
    void phonons_displace_each_atom_by_its_own_spread() {
        Structure still = TestStructures.parse("srtio3:thickness=40").over(4e-9, 4e-9, 1);
        Structure moved = FrozenPhonons.displaced(still, 3, 0);
        double squares = 0;
        double expected = 0;
        for (int i = 0; i < still.atoms().size(); i++) {
            Atom a = still.atoms().get(i);
            Atom b = moved.atoms().get(i);
            squares += Math.pow(a.y() - b.y(), 2) + Math.pow(a.x() - b.x(), 2) + Math.pow(a.z() - b.z(), 2);
            expected += 3 * a.meanSquare();
        }
        assertThat(squares / expected).isCloseTo(1, within(0.05));
        assertThat(FrozenPhonons.displaced(still, 3, 0)).isEqualTo(moved);
        assertThat(FrozenPhonons.displaced(still, 3, 1)).isNotEqualTo(moved);
    }

    /** Configurations of atoms that never move would be one and the same, twenty times. */
    @Test
    void phonons_without_displacements_are_refused() {
        assertThatThrownBy(() -> scan("graphene:rms=0", 3, false, 1, "none"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("displacements");
        assertThatThrownBy(() -> new ElectronExperiment(
                                new Crystal(
                                        Lattice.box(4e-10, 4e-10, 4e-10), List.of(new Atom(79, 0, 0, 0, 1, 0)), 1e-3),
                                new PhaseSlices(GEOMETRY.wave(), 2e-10, Parametrization.KIRKLAND),
                                0,
                                false,
                                1)
                        .structure(GEOMETRY, POSITIONS))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("more than 10000 slices");
    }

    /** On the finer grid the truth has what the detector sees: sharper atoms than two thirds of it allow. */
    @Test
    void the_truth_of_a_finer_grid_goes_to_the_edges_of_the_detector() {
        double coarse = highest(scan("srtio3:thickness=2", 0, false, 2, "none"));
        double fine = highest(scan("srtio3:thickness=2", 0, true, 2, "none"));
        assertThat(fine).isBetween(1.1 * coarse, 1.5 * coarse);
    }

    private static double highest(Scan scan) {
        var slice = scan.truth().orElseThrow().specimen().image();
        double most = 0;
        for (int i = 0; i < slice.size(); i++) {
            most = Math.max(most, Math.atan2(slice.im()[i], slice.re()[i]));
        }
        return most;
    }

    /** Heat takes electrons from between the discs and spreads them over large angles. */
    @Test
    void phonons_scatter_to_large_angles() {
        double[] cold = high(amplitudes(scan("srtio3:thickness=40", 0, true, 2, "none")));
        double[] warm = high(amplitudes(scan("srtio3:thickness=40", 6, true, 2, "none")));
        assertThat(warm[0]).isGreaterThan(1.1 * cold[0]);
        assertThat(warm[1]).isCloseTo(cold[1], within(0.1 * cold[1]));
    }

    /** Counts beyond 50 mrad and within. */
    private static double[] high(float[] amplitudes) {
        double[] sums = new double[2];
        for (int i = 0; i < amplitudes.length; i++) {
            double radius = Math.hypot(i / 64 % 64 - 32, i % 64 - 32);
            sums[radius > 27 ? 0 : 1] += amplitudes[i] * amplitudes[i];
        }
        return sums;
    }
}
