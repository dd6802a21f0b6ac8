package org.polyptych.bench.dgp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.polyptych.bench.electron.AtomScan;
import org.polyptych.bench.electron.Column;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** Profiles along the beam whose figures are known. */
class DepthProfileTest {
    private static final int SLICES = 16;

    @Test
    void a_checkerboard_is_what_changes_within_four_slices() {
        assertThat(profile(s -> s % 2).checkerboard()).isCloseTo(1, within(1e-12));
        assertThat(profile(s -> s % 3 == 0 ? 1 : 0).checkerboard()).isGreaterThan(0.8);
        // as sharp as two layers can be seen
        assertThat(profile(s -> layers(s, 1.5)).checkerboard()).isLessThan(0.02);
        // a cosine of two periods, one of six with a quarter of its power, and one of four slices
        assertThat(profile(s -> wave(2, s) + 0.5 * wave(6, s)).checkerboard()).isCloseTo(0.2, within(1e-12));
        assertThat(profile(s -> wave(4, s)).checkerboard()).isCloseTo(0, within(1e-12));
    }

    @Test
    void noise_has_its_share_of_a_checkerboard() {
        RandomStream random = new RandomStream(3, 0);
        double sum = 0;
        for (int k = 0; k < 4000; k++) {
            sum += profile(s -> random.gaussian()).checkerboard() / 4000;
        }
        assertThat(sum).isCloseTo(7.0 / (SLICES - 1), within(0.01));
    }

    @Test
    void layers_stand_apart_as_far_as_the_profile_falls_between_them() {
        assertThat(profile(DepthProfileTest::layers).contrast()).isGreaterThan(0.8);
        // one layer, however broad, and a slope
        assertThat(profile(s -> Math.exp(-0.1 * (s - 7) * (s - 7))).contrast()).isZero();
        assertThat(profile(s -> s).contrast()).isZero();
        // half as deep between them
        assertThat(profile(s -> s < 4 || s > 12 ? 0 : s < 7 || s > 9 ? 1 : 0.5).contrast())
                .isCloseTo(0.5, within(0.15));
        // slices that alternate are one layer
        assertThat(profile(s -> s % 2).contrast()).isLessThan(0.01);
    }

    @Test
    void two_gaussians_are_found_where_they_are() {
        DepthProfile profile = profile(s -> 0.02
                + 0.3 * Math.exp(-0.5 * Math.pow((s - 3.24) / 1.1, 2))
                + 0.2 * Math.exp(-0.5 * Math.pow((s - 9.72) / 1.1, 2)));

        DoubleGaussian found =
                DoubleGaussian.fit(profile.depths(), profile.phases()).orElseThrow();

        assertThat(found.distance()).isCloseTo(6.48, within(0.002));
        assertThat(found.first()).isCloseTo(3.24, within(0.002));
        assertThat(found.width()).isCloseTo(1.1, within(0.002));
        assertThat(found.heightOfFirst()).isCloseTo(0.3, within(0.001));
        assertThat(found.heightOfSecond()).isCloseTo(0.2, within(0.001));
        assertThat(found.base()).isCloseTo(0.02, within(0.001));
    }

    @Test
    void noise_moves_them_a_little() {
        RandomStream random = new RandomStream(9, 0);
        DepthProfile profile = profile(s -> layers(s) + 0.05 * random.gaussian());

        assertThat(DoubleGaussian.fit(profile.depths(), profile.phases())
                        .orElseThrow()
                        .distance())
                .isCloseTo(6.5, within(0.2));
    }

    @Test
    void a_pit_and_too_few_points_are_no_two_gaussians() {
        assertThat(DoubleGaussian.fit(new double[] {0, 1, 2}, new double[] {1, 0, 1}))
                .isEmpty();
        double[] flat = new double[SLICES];
        assertThat(DoubleGaussian.fit(profile(s -> 0).depths(), flat)).isEmpty();
    }

    @Test
    void a_profile_is_that_of_its_column() {
        int side = 20;
        ComplexImage[] slices = new ComplexImage[2];
        for (int s = 0; s < 2; s++) {
            slices[s] = ComplexImage.constant(side, side, 1, 0);
        }
        // a column of 0.4 rad, three pixels broad, in the second slice alone, about row 10 and column 13
        for (int y = 9; y <= 11; y++) {
            for (int x = 12; x <= 14; x++) {
                slices[1].re()[y * side + x] = (float) Math.cos(0.4);
                slices[1].im()[y * side + x] = (float) Math.sin(0.4);
            }
        }
        double pixel = 0.4e-10;
        Specimen specimen = new Specimen(new ComplexImage[][] {slices}, pixel, pixel, 0, 0, new double[] {2e-10});
        double[] corners = {-4e-10, 3.6e-10};
        Column there = new Column(0, 3 * 0.4, 2);

        DepthProfile found = DepthProfile.of(specimen, List.of(there), new Positions(corners, corners))
                .getFirst();

        assertThat(found.depths()).containsExactly(new double[] {0, 2}, within(1e-9));
        // less the mean of the slice
        assertThat(found.phases()[0]).isCloseTo(0, within(1e-6));
        assertThat(found.phases()[1]).isCloseTo(0.4 * (1 - 9.0 / (side * side)), within(0.001));
    }

    @Test
    void the_truth_of_the_bilayer_has_its_layers_where_the_atoms_are() {
        AtomScan scan = BilayerTrial.scan(12, "none");
        Specimen truth;
        try (Parallel one = new Parallel(1)) {
            truth = scan.simulated(one).truth().orElseThrow().specimen();
        }

        List<DepthProfile> profiles = DepthProfile.of(truth, BilayerTrial.columns(scan), scan.positions());

        assertThat(profiles).isNotEmpty().allSatisfy(profile -> {
            assertThat(profile.contrast()).isGreaterThan(0.9);
            assertThat(DoubleGaussian.fit(profile.depths(), profile.phases())
                            .orElseThrow()
                            .distance())
                    .isCloseTo(BilayerTrial.SPACING, within(0.02));
        });
    }

    /** Two layers, at slices 3 and 9.5. */
    private static double layers(double slice) {
        return layers(slice, 1);
    }

    private static double layers(double slice, double width) {
        return Math.exp(-0.5 * Math.pow((slice - 3) / width, 2)) + Math.exp(-0.5 * Math.pow((slice - 9.5) / width, 2));
    }

    private static double wave(int periods, int slice) {
        return Math.cos(2 * Math.PI * periods * slice / SLICES);
    }

    private static DepthProfile profile(IntToDoubleFunction phase) {
        double[] depths = new double[SLICES];
        double[] phases = new double[SLICES];
        Arrays.setAll(depths, s -> s);
        Arrays.setAll(phases, phase);
        return new DepthProfile(depths, phases);
    }
}
