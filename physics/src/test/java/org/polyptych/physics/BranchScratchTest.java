package org.polyptych.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.Parallel;

class BranchScratchTest {
    private static final int ROWS = 20;
    private static final int COLUMNS = 24;

    private static double[] dot(ComplexImage[] a, ComplexImage[] b) {
        double re = 0;
        double im = 0;
        for (int m = 0; m < a.length; m++) {
            for (int i = 0; i < a[m].size(); i++) {
                re += (double) a[m].re()[i] * b[m].re()[i] + (double) a[m].im()[i] * b[m].im()[i];
                im += (double) a[m].re()[i] * b[m].im()[i] - (double) a[m].im()[i] * b[m].re()[i];
            }
        }
        return new double[] {re, im};
    }

    private static ComplexImage[] copies(ComplexImage[] images) {
        return Arrays.stream(images).map(ComplexImage::copy).toArray(ComplexImage[]::new);
    }

    /** For A: slice or wave to the wave behind the slice, &lt;A x, w> = &lt;x, A^H w>. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.37})
    void theAdjointIdentityHoldsTowardsSliceAndWave(double fraction) {
        ComplexImage slice = FrameKernelTest.noise(40, 50, 1);
        ComplexImage[] before = {FrameKernelTest.noise(ROWS, COLUMNS, 2), FrameKernelTest.noise(ROWS, COLUMNS, 3)};
        ComplexImage[] w = {FrameKernelTest.noise(ROWS, COLUMNS, 4), FrameKernelTest.noise(ROWS, COLUMNS, 5)};
        Specimen specimen = Specimen.of(slice, 1, 1, 20, 25);
        Positions positions = new Positions(new double[] {18 + fraction}, new double[] {24 - fraction});
        FramePlacements placements = FramePlacements.of(specimen, positions, ROWS, COLUMNS, false);
        BranchScratch.Shape shape = new BranchScratch.Shape(ROWS, COLUMNS, 1, 1, 1, 2, fraction != 0, false);
        try (BranchScratch scratch = new BranchScratch(shape, Propagation.farField(ROWS, COLUMNS))) {
            ProbeSpectrum spectrum = ProbeSpectrum.of(before, scratch.kernel.fft(), fraction != 0);
            scratch.see(0, spectrum.source(), placements, 0);
            ComplexImage[] seen = copies(scratch.waves(0, 0)[0]);
            ComplexImage[] behind = scratch.waves(0, 0)[1];
            scratch.kernel.pass(slice, placements, 0, seen, behind);
            double[] expected = dot(w, behind);

            ComplexImage[] back = copies(w);
            scratch.kernel.passBack(slice, placements, 0, back, back);
            assertThat(dot(back, seen)).containsExactly(expected, within(0.02));

            ComplexImage[] sum = {ComplexImage.zeros(ROWS, COLUMNS), ComplexImage.zeros(ROWS, COLUMNS)};
            scratch.addToProbe(slice, placements, 0, w, sum);
            assertThat(dot(sum, seen)).containsExactly(expected, within(0.02));

            ObjectSums sums = new ObjectSums(placements, 0, 1, 40, 50, ROWS, COLUMNS, 2);
            scratch.addToSlice(sums.begin(0), 0, placements, 0, seen, w);
            ComplexImage bySlice = ComplexImage.zeros(40, 50);
            try (Parallel parallel = new Parallel(1)) {
                sums.total(0, bySlice.re(), parallel);
                sums.total(1, bySlice.im(), parallel);
            }
            assertThat(dot(new ComplexImage[] {bySlice}, new ComplexImage[] {slice}))
                    .containsExactly(expected, within(0.02));
        }
    }
}
