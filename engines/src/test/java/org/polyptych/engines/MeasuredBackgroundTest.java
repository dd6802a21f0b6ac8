package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.protocol.AlignedProtocol;
import org.polyptych.physics.protocol.Comparison;
import org.polyptych.physics.simulation.JitteredRaster;
import org.polyptych.physics.simulation.Raster;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

/** Stray light that differs from pixel to pixel and was measured without a specimen. */
class MeasuredBackgroundTest {
    private static final int N = 32;
    private static final double PIXEL = 10e-9;
    private static final XrayGeometry GEOMETRY = new XrayGeometry(N, N, PIXEL, PIXEL, 8800, 1);

    private final Scan clean = clean();
    private final float[] stray = stray();
    private final Scan strayed = strayed(clean, stray);

    private static Scan clean() {
        Positions positions = new JitteredRaster(new Raster(7, 7, 4, 4), 1).positions(GEOMETRY, 3);
        int[] needed = SpecimenPlacement.needed(GEOMETRY, positions);
        Specimen specimen = SpecimenPlacement.under(
                TestObjects.parse("star").image(needed[0], needed[1], 1, 5), GEOMETRY, positions);
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0,defocus=5").image(GEOMETRY))
                .withPower(1e5);
        return Simulation.of(GEOMETRY, specimen, beam, positions)
                .startingProbe(beam)
                .run();
    }

    /** A halo that is not in the middle. */
    private static float[] stray() {
        float[] counts = new float[N * N];
        for (int y = 0, i = 0; y < N; y++) {
            for (int x = 0; x < N; x++, i++) {
                counts[i] = (float) (2 + 60 * Math.exp(-((y - 10) * (y - 10) + (x - 22) * (x - 22)) / 60.0));
            }
        }
        return counts;
    }

    private static Scan strayed(Scan scan, float[] counts) {
        float[][] frames = new float[scan.frames().count()][];
        for (int j = 0; j < frames.length; j++) {
            frames[j] = scan.frames().frame(j);
            for (int i = 0; i < counts.length; i++) {
                frames[j][i] = (float) Math.sqrt((double) frames[j][i] * frames[j][i] + counts[i]);
            }
        }
        return scan.withFrames(new MemoryFrames(N, N, frames));
    }

    private Scan measured() {
        return strayed.withBackground(Optional.of(stray));
    }

    private static Result run(Scan scan, String engine, int iterations, String... settings) {
        return Reconstruction.with(engine, SomeSettings.of(settings), iterations, 5, 2)
                .run(scan, Observer.NONE);
    }

    private double nrmse(Result result) {
        return new AlignedProtocol()
                .evaluate(Comparison.of(result, clean.truth().orElseThrow()))
                .value("object.nrmse");
    }

    @Test
    void the_truth_explains_the_frames_with_the_background_and_not_without() {
        assertThat(lossOfTruth(measured())).isLessThan(1e-9);
        assertThat(lossOfTruth(strayed)).isGreaterThan(1e-3);
        float[] less = new float[stray.length];
        for (int i = 0; i < less.length; i++) {
            less[i] = stray[i] - 1;
        }
        Scan two = strayed.withBackground(Optional.of(less));
        assertThat(lossOfTruth(two, "background.counts=1")).isLessThan(1e-9);
    }

    private static double lossOfTruth(Scan scan, String... more) {
        String[] settings = Arrays.copyOf(more, more.length + 1);
        settings[more.length] = "probe.known=true";
        return Reconstruction.with("ad", SomeSettings.of(settings), 1, 5, 2)
                .run(
                        scan,
                        Optional.empty(),
                        Optional.of(scan.truth().orElseThrow().specimen()),
                        Observer.NONE,
                        () -> false)
                .losses()[0];
    }

    @Test
    void what_was_measured_need_not_be_explained_by_the_object() {
        Result without = run(strayed, "ad", 300, "ad.decayOver=300");
        Result with = run(measured(), "ad", 300, "ad.decayOver=300");
        assertThat(nrmse(with)).isLessThan(0.85 * nrmse(without));
        assertThat(with.losses()[299]).isLessThan(0.5 * without.losses()[299]);
        assertThat(with.conditions().background()).isEqualTo(stray);
    }

    @Test
    void engines_that_cannot_model_it_refuse_it_by_name_and_take_it_subtracted() {
        assertThatThrownBy(() -> run(measured(), "rpie", 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("engine rpie cannot model a measured background")
                .hasMessageContaining("data.subtractBackground=true")
                .hasMessageNotContaining("\n");
        Result subtracted = run(measured(), "rpie", 20, "data.subtractBackground=true");
        assertThat(nrmse(subtracted)).isCloseTo(nrmse(run(clean, "rpie", 20)), within(0.01));
        assertThat(subtracted.conditions().none()).isTrue();
    }

    @Test
    void nothing_to_subtract_is_said() {
        assertThatThrownBy(() -> run(strayed, "rpie", 1, "data.subtractBackground=true"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no measured background");
    }

    @Test
    void a_crop_cuts_it_with_the_frames() {
        Scan cropped = Reconstruction.with("ad", SomeSettings.of("data.crop=16"), 1, 5, 2)
                .prepare(measured());
        float[] kept = cropped.background().orElseThrow();
        assertThat(kept).hasSize(256);
        assertThat(kept[0]).isEqualTo(stray[8 * N + 8]);
        assertThat(kept[255]).isEqualTo(stray[23 * N + 23]);
    }

    /** The setting speaks of pixels of the detector, the model of the four that lie in each. */
    @Test
    void countsOfTheDetectorAreSpreadOverTheModelsPixels() {
        RunSettings run = Reconstruction.with("ad", SomeSettings.of("background.counts=10", "data.upsample=2"))
                .run();
        assertThat(StartingConditions.of(run, clean).background()[0]).isEqualTo(2.5f);
        assertThat(StartingConditions.of(run, measured()).background()[7]).isEqualTo(2.5f + stray[7]);
    }

    @Test
    void whatEnginesCannotDoWithItIsSaidBeforeAnythingIsDone() {
        assertThatThrownBy(() -> Reconstruction.with("ad*2,ml*2", SomeSettings.of("ml.floating=true"))
                        .check(measured()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ml.floating=true");
        assertThatThrownBy(() -> Reconstruction.with(
                        "ad*2,rpie*2", SomeSettings.of("object.slices=2", "object.sliceSpacing=1e-5", "rpie.batch=4")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("rpie.batch");
        assertThatThrownBy(
                        () -> Reconstruction.with("ad", SomeSettings.of("ad.likelihood=readnoise", "data.upsample=2")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("data.upsample");
    }
}
