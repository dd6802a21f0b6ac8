package org.polyptych.physics.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

/** Objects below each other on one canvas, and back. */
class SideBySideTest {
    private static final int N = 8;
    private static final double PIXEL = 10e-9;
    private static final int MARGIN = 3;

    /** Pixels of position, y then x, as fractions of which nothing may be lost. */
    private static Scan scan(String name, double energy, double pixel, double[] y, double[] x) {
        float[][] frames = new float[y.length][N * N];
        for (int j = 0; j < frames.length; j++) {
            Arrays.fill(frames[j], name.charAt(0) + j);
        }
        boolean[] mask = new boolean[N * N];
        Arrays.fill(mask, true);
        mask[name.charAt(0) - 'a'] = false;
        return new Scan(
                name,
                name + ".h5",
                new XrayGeometry(N, N, pixel, pixel, energy, 1),
                new MemoryFrames(N, N, frames),
                mask,
                new Positions(metres(y, pixel), metres(x, pixel)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of("read"));
    }

    private static double[] metres(double[] pixels, double pixel) {
        return Arrays.stream(pixels).map(p -> p * pixel).toArray();
    }

    private final Scan a = scan("a", 8000, PIXEL, new double[] {0, 0.25, 10.5}, new double[] {5, 9, 5});
    private final Scan b = scan("b", 8000, PIXEL, new double[] {-700, -695}, new double[] {300.5, 302});
    private final Together both = SideBySide.of(List.of(a, b), MARGIN);

    /** As a flat start makes it: its first row lies a margin and half a frame above the least position. */
    private static Specimen canvas(Together together) {
        int rows = together.parts().stream()
                .mapToInt(p -> p.window().orElseThrow().rows())
                .sum();
        int columns = together.parts().stream()
                .mapToInt(p -> p.window().orElseThrow().columns())
                .max()
                .orElseThrow();
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = i;
        }
        Window first = together.parts().getFirst().window().orElseThrow();
        return Specimen.of(image, PIXEL, PIXEL, first.top() + rows / 2 * PIXEL, first.left() + columns / 2 * PIXEL);
    }

    private static Result result(Together together) {
        Specimen canvas = canvas(together);
        return new Result(
                canvas,
                Probe.of(ComplexImage.constant(N, N, 1, 0)),
                together.scan().positions(),
                new RealImage(
                        canvas.rows(), canvas.columns(), canvas.image().re().clone()),
                new double[] {1},
                new Result.Provenance(
                        "both", "", together.scan().geometry(), "ad", "loss", 1, 1, Map.of(), "", "", "", 0),
                Conditions.NONE
                        .withIntensity(new double[] {1, 2, 3, 4, 5})
                        .withWeights(new double[][] {{1}, {2}, {3}, {4}, {5}}),
                Optional.empty());
    }

    @Test
    void no_frame_reaches_the_object_of_another_scan() {
        Specimen canvas = canvas(both);
        int from = 0;
        for (Together.Part part : both.parts()) {
            int to = from + part.window().orElseThrow().rows();
            for (int j = 0; j < part.scan().frames().count(); j++) {
                double row = canvas.rowOf(both.scan().positions().y()[part.first() + j]);
                assertThat(row - N / 2.0).isGreaterThanOrEqualTo(from + MARGIN - 1e-6);
                assertThat(row + N / 2.0).isLessThanOrEqualTo(to - MARGIN + 1e-6);
            }
            from = to;
        }
    }

    @Test
    void every_scan_lies_on_the_pixels_that_it_would_have_alone() {
        double least = both.scan().positions().y()[0];
        for (Together.Part part : both.parts()) {
            double first = both.scan().positions().y()[part.first()];
            assertThat(Math.abs((first - least) / PIXEL - Math.rint((first - least) / PIXEL)))
                    .isLessThan(1e-9);
        }
        assertThat(both.scan().frames().frame(4)[0]).isEqualTo(b.frames().frame(1)[0]);
        float[] block = new float[2 * N * N];
        both.scan().frames().read(new int[] {3, 1}, block);
        assertThat(block[0]).isEqualTo((float) 'b');
        assertThat(block[N * N]).isEqualTo((float) 'a' + 1);
    }

    @Test
    void the_way_back_gives_each_scan_its_own_coordinates() {
        List<Result> parts = both.split(result(both));
        Scan[] scans = {a, b};
        for (int k = 0; k < 2; k++) {
            Result part = parts.get(k);
            assertThat(part.positions().y())
                    .containsExactly(scans[k].positions().y(), within(1e-18));
            assertThat(part.positions().x())
                    .containsExactly(scans[k].positions().x(), within(1e-18));
            assertThat(part.provenance().name()).isEqualTo(scans[k].name());
            assertThat(part.conditions().weights()[0])
                    .containsExactly(both.parts().get(k).first() + 1);
            // the pixel under the first frame is the same one there and here
            Specimen whole = canvas(both);
            double common = both.scan().positions().y()[both.parts().get(k).first()];
            double right = both.scan().positions().x()[both.parts().get(k).first()];
            int there =
                    (int) Math.round(whole.rowOf(common)) * whole.columns() + (int) Math.round(whole.columnOf(right));
            int here =
                    (int) Math.round(part.specimen().rowOf(scans[k].positions().y()[0]))
                                    * part.specimen().columns()
                            + (int) Math.round(part.specimen()
                                    .columnOf(scans[k].positions().x()[0]));
            assertThat(part.specimen().image().re()[here])
                    .isEqualTo(whole.image().re()[there]);
            assertThat(part.illumination().values()[here])
                    .isEqualTo(whole.image().re()[there]);
        }
        assertThat(parts.get(1).conditions().intensity()).containsExactly(4, 5);
    }

    @Test
    void a_pixel_that_is_bad_in_one_is_bad_in_all_and_the_notes_say_so() {
        assertThat(both.scan().mask()[0]).isFalse();
        assertThat(both.scan().mask()[1]).isFalse();
        assertThat(both.scan().mask()[2]).isTrue();
        assertThat(both.scan().notes())
                .contains(
                        "scan 2: 1 pixels are masked that are bad in another of the scans",
                        "scan 1: read",
                        "scan 2: 'b', 2 frames, on rows 25 to 43 of the common canvas");
    }

    @Test
    void scans_that_differ_are_refused_in_one_line() {
        Scan other = scan("b", 8100, PIXEL, new double[] {0, 4}, new double[] {0, 4});
        assertThatThrownBy(() -> SideBySide.of(List.of(a, other), MARGIN))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("b.h5: has a wavelength of 1.5")
                .hasMessageContaining("where a.h5 has")
                .hasMessageNotContaining("\n");
        Scan wider = scan("b", 8000, 1.01 * PIXEL, new double[] {0, 4}, new double[] {0, 4});
        assertThatThrownBy(() -> SideBySide.of(List.of(a, wider), MARGIN))
                .hasMessageContaining("object pixels of 10.1000 x 10.1000 nm");
    }
}
