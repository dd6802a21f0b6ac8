package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.FrameKeeping;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class MemoryEstimateTest {
    private static final long GB = 1_000_000_000L;

    /** As many frames of 256 x 256 as asked for, in a file that must not be read. */
    private static Scan scan(int frames) {
        Frames unread = new Frames() {
            @Override
            public int count() {
                return frames;
            }

            @Override
            public int rows() {
                return 256;
            }

            @Override
            public int columns() {
                return 256;
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                throw new AssertionError("frames are read");
            }
        };
        double[] y = new double[frames];
        double[] x = new double[frames];
        for (int j = 0; j < frames; j++) {
            y[j] = j / 100 * 1e-7;
            x[j] = j % 100 * 1e-7;
        }
        Scan small = SimulatedScan.wellPosed().scan();
        boolean[] mask = new boolean[256 * 256];
        return new Scan(
                "large",
                "large.h5",
                new XrayGeometry(256, 256, 1e-8, 1e-8, 8800, 2),
                unread,
                mask,
                new Positions(y, x),
                small.probe(),
                small.specimen(),
                small.truth(),
                small.notes());
    }

    private static MemoryEstimate estimate(int frames, String engine, int modes, String... more) {
        Map<String, String> settings = new java.util.HashMap<>(Map.of("probe.modes", String.valueOf(modes)));
        for (String pair : more) {
            settings.put(pair.split("=")[0], pair.split("=")[1]);
        }
        settings.putIfAbsent("data.stream", "false");
        return MemoryEstimate.of(scan(frames), Reconstruction.with(engine, settings, 10, 1, 2));
    }

    private static MemoryEstimate chosen(String engine, String stream, long heap) {
        Reconstruction recipe = Reconstruction.with(engine, Map.of("data.stream", stream), 10, 1, 2);
        return MemoryEstimate.of(scan(20_000), recipe, java.util.Optional.empty(), heap);
    }

    /** 20,000 frames of 256 x 256: 5.2 GB as amplitudes. */
    @Test
    void framesThatFitAreHeldAndOthersAreKeptPackedAsFarAsTheyFit() {
        assertThat(chosen("awf", "auto", 8 * GB).keeping()).isEqualTo(FrameKeeping.HELD);
        MemoryEstimate tight = chosen("awf", "auto", 4 * GB);
        assertThat(tight.keeping().held()).isFalse();
        assertThat(tight.keeping().cacheBytes()).isBetween(GB, 3 * GB);
        assertThat(tight.text()).contains("packed");
        assertThatCode(() -> tight.check(4 * GB, 16 * GB)).doesNotThrowAnyException();
    }

    @Test
    void whoAsksForStreamingOrForAllInMemoryGetsIt() {
        assertThat(chosen("awf", "true", 64 * GB).keeping()).isEqualTo(FrameKeeping.STREAMED);
        assertThat(chosen("awf", "false", GB).keeping()).isEqualTo(FrameKeeping.HELD);
        assertThat(chosen("awf", "compressed", 64 * GB).keeping().cacheBytes()).isEqualTo(20_000L * 256 * 256 * 4);
    }

    @Test
    void whereAnEngineCannotStreamTooManyFramesAreRefused() {
        MemoryEstimate estimate = chosen("dm", "auto", 4 * GB);
        assertThat(estimate.keeping()).isEqualTo(FrameKeeping.HELD);
        assertThatThrownBy(() -> estimate.check(4 * GB, 16 * GB)).isInstanceOf(BadInputException.class);
    }

    @Test
    void framesThatLieInMemoryAlreadyAreNotPackedBesides() {
        Scan scan = SimulatedScan.wellPosed().scan();
        MemoryEstimate estimate =
                MemoryEstimate.of(scan, Reconstruction.with("awf", Map.of()), java.util.Optional.empty(), 1 << 20);
        assertThat(estimate.keeping()).isEqualTo(FrameKeeping.STREAMED);
    }

    @Test
    void theFramesAreFourBytesAPixel() {
        assertThat(estimate(10_000, "rpie", 1).frames()).isEqualTo(10_000L * 256 * 256 * 4);
    }

    @Test
    void framesThatLieInMemoryAreThereTwice() {
        Scan scan = SimulatedScan.wellPosed().scan();
        assertThat(MemoryEstimate.of(scan, Reconstruction.with("rpie", Map.of("data.stream", "false")))
                        .frames())
                .isEqualTo(2L * 64 * 32 * 32 * 4);
    }

    @Test
    void theDifferenceMapHoldsAWaveForEveryFrameAndModeAndCopiesThemForACheckpoint() {
        long waves = 10_000L * 256 * 256 * 8;
        assertThat(estimate(10_000, "dm", 3).engine()
                        - estimate(10_000, "dm", 1).engine())
                .isBetween(2 * waves, 2 * waves + waves / 10);
        assertThat(estimate(10_000, "dm", 3).checkpoint()).isBetween(3 * waves, 3 * waves + waves / 10);
        assertThat(estimate(10_000, "dm", 3, "checkpoint.seconds=0").checkpoint())
                .isZero();
        assertThat(estimate(10_000, "rpie", 1).engine()).isLessThan(waves / 10);
    }

    @Test
    void whatFitsIsNotRefused() {
        assertThatCode(() -> estimate(10_000, "rpie", 1).check(8 * GB, 16 * GB)).doesNotThrowAnyException();
    }

    @Test
    void whatDoesNotFitIsRefusedWithNumbersAndAWayOut() {
        assertThatThrownBy(() -> estimate(10_000, "dm", 1).check(11 * GB, 64 * GB))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(
                        "frames 2.62 GB",
                        "engine 5.",
                        "11.00 GB",
                        "fewer frames",
                        "--frames",
                        "--half",
                        "data.region",
                        "data.crop",
                        "checkpoint.seconds=0",
                        "POLYPTYCH_MEMORY=")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> estimate(100_000, "dm", 4).check(12 * GB, 16 * GB))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the machine has 16.00 GB in all")
                .hasMessageNotContaining("POLYPTYCH_MEMORY")
                .hasMessageNotContaining("checkpoint.seconds");
    }

    /** Java of which this much is asked has a little less: measured with its parallel collector. */
    @Test
    void whatTheRefusalAsksForIsEnough() {
        MemoryEstimate estimate = estimate(10_000, "rpie", 1);
        assertThatThrownBy(() -> estimate.check(GB, 64 * GB)).satisfies(refusal -> {
            String message = refusal.getMessage();
            String asked = message.substring(message.indexOf("POLYPTYCH_MEMORY=") + 17, message.length() - 1);
            long given = (long) (0.885 * Long.parseLong(asked) * (1 << 20));
            assertThatCode(() -> estimate.check(given, 64 * GB)).doesNotThrowAnyException();
        });
    }

    @Test
    void positionsInAWrongUnitAreNotAQuestionOfMemory() {
        Scan scan = scan(200);
        double[] y = scan.positions().y().clone();
        double[] x = scan.positions().x().clone();
        for (int j = 0; j < y.length; j++) {
            y[j] *= 1e6;
            x[j] *= 1e6;
        }
        Scan absurd = new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                new Positions(y, x),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
        assertThatCode(() -> MemoryEstimate.of(absurd, Reconstruction.with("rpie", Map.of()))
                        .check(GB, GB))
                .doesNotThrowAnyException();
    }

    @Test
    void raarInTheOrderOfThePaperHoldsWavesOfTwoKindsAndSavesOne() {
        long waves = 10_000L * 256 * 256 * 8;
        MemoryEstimate ptypy = estimate(10_000, "raar", 1);
        MemoryEstimate luke = estimate(10_000, "raar", 1, "raar.order=luke");
        assertThat(luke.engine() - ptypy.engine()).isEqualTo(waves);
        assertThat(luke.checkpoint()).isEqualTo(ptypy.checkpoint());
    }

    /** A slot: re, im, light and weight, and the probe's re and im a mode; beside sums as large as object and probe. */
    @Test
    void aBatchHoldsASlotAFrameButNoMoreThanThereAreFrames() {
        long slot = 256L * 256 * 4 * (4 + 2 * 3);
        long batch = estimate(2_000, "rpie", 3, "rpie.batch=500").engine();
        assertThat(batch - estimate(2_000, "rpie", 3, "rpie.batch=100").engine())
                .isEqualTo(400 * slot);
        assertThat(estimate(2_000, "rpie", 3, "rpie.batch=4000").engine() - batch)
                .isEqualTo(1500 * slot);
        assertThat(batch - estimate(2_000, "rpie", 3).engine()).isGreaterThan(500 * slot);
    }

    /** psi and chi of every slice, for 128 frames. */
    @Test
    void aBatchOfAThickObjectHoldsTwoWavesAFrameModeAndSlice() {
        long waves = 2L * 128 * 256 * 256 * 8;
        long thin = estimate(2_000, "lsqml", 2).engine();
        long thick = estimate(2_000, "lsqml", 2, "object.slices=4", "object.sliceSpacing=1e-6")
                .engine();
        assertThat(thick - thin).isBetween(2 * 3 * waves, 2 * 3 * waves + 2 * waves);
    }

    @Test
    void anObjectToStartFromMayBeLargerThanTheScan() {
        Scan scan = scan(1000);
        Specimen large = Specimen.of(ComplexImage.constant(4000, 3000, 1, 0), 1e-8, 1e-8, 0, 0);
        Reconstruction recipe = Reconstruction.with("rpie", Map.of());
        long made = MemoryEstimate.of(scan, recipe).engine();
        long given =
                MemoryEstimate.of(scan, recipe, java.util.Optional.of(large)).engine();
        assertThat(given - made).isGreaterThan(5 * (4000L * 3000 - 1500 * 500) * 8);
        Scan own = new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                java.util.Optional.of(large),
                scan.truth(),
                scan.notes());
        assertThat(MemoryEstimate.of(own, Reconstruction.with("rpie", Map.of("object.start", "file")))
                        .engine())
                .isEqualTo(given);
        assertThat(MemoryEstimate.of(own, recipe).engine()).isEqualTo(made);
    }
}
