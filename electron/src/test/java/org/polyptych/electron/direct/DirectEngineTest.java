package org.polyptych.electron.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.electron.calibration.BlobScan;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.EngineSession;
import org.polyptych.engines.Engines;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;
import org.polyptych.physics.Specimen;

/** Engines without iterations see what is there, and keep the promises of all engines as far as these can be theirs. */
class DirectEngineTest {
    private static final Scan DEFOCUSED =
            BlobScan.turned(0, false, 9000e-10).raster(20, 5).scan();
    private static final Scan FOCUSED =
            BlobScan.turned(0, false, 0).raster(30, 2).blobs(0.05).scan();

    private static Result run(String engine, Scan scan, int threads, String... settings) {
        Map<String, String> all = new HashMap<>();
        for (String setting : settings) {
            all.put(setting.split("=")[0], setting.split("=")[1]);
        }
        return Reconstruction.with(engine, all, 1, 5, threads).run(scan, Observer.NONE);
    }

    private static Scan scan(String engine) {
        return engine.equals("parallax") ? DEFOCUSED : FOCUSED;
    }

    /**
     * {correlation, slope} of the phases found against the true ones within the scanned area, both without what is slower than
     * the window and finer than the resolution of the bright field can be.
     */
    private static double[] likeness(Specimen found, Specimen truth, Scan scan) {
        return likeness(found, truth, scan, 0.75);
    }

    /** @param share of the scan's reach that is looked at */
    private static double[] likeness(Specimen found, Specimen truth, Scan scan, double share) {
        double edge = Arrays.stream(scan.positions().y()).max().orElseThrow() * share;
        int half = (int) (edge / found.pixelHeight());
        int side = 2 * half + 1;
        double[][] images = new double[2][side * side];
        for (int k = 0; k < 2; k++) {
            Specimen from = k == 0 ? found : truth;
            double[] phase = new double[side * side];
            for (int i = 0; i < phase.length; i++) {
                int row = (int) Math.rint(from.rowOf((i / side - half) * found.pixelHeight()));
                int column = (int) Math.rint(from.columnOf((i % side - half) * found.pixelWidth()));
                int at = row * from.columns() + column;
                phase[i] = Math.atan2(from.image().im()[at], from.image().re()[at]);
            }
            double[] near = blurred(phase, side, 1.5);
            double[] far = blurred(phase, side, 8);
            for (int i = 0; i < phase.length; i++) {
                images[k][i] = near[i] - far[i];
            }
        }
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < side * side; i++) {
            aa += images[0][i] * images[0][i];
            bb += images[1][i] * images[1][i];
            ab += images[0][i] * images[1][i];
        }
        return new double[] {ab / Math.sqrt(aa * bb), ab / bb};
    }

    private static double[] blurred(double[] image, int side, double sigma) {
        double[] once = new double[image.length];
        double[] twice = new double[image.length];
        int reach = (int) (3 * sigma);
        for (int pass = 0; pass < 2; pass++) {
            double[] from = pass == 0 ? image : once;
            double[] to = pass == 0 ? once : twice;
            for (int i = 0; i < image.length; i++) {
                double sum = 0;
                double all = 0;
                for (int d = -reach; d <= reach; d++) {
                    int y = i / side + (pass == 0 ? d : 0);
                    int x = i % side + (pass == 0 ? 0 : d);
                    if (y >= 0 && x >= 0 && y < side && x < side) {
                        double w = Math.exp(-d * d / (2 * sigma * sigma));
                        sum += w * from[y * side + x];
                        all += w;
                    }
                }
                to[i] = sum / all;
            }
        }
        return twice;
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallax", "icom", "ssb"})
    void the_phase_is_that_of_the_specimen_with_its_sign(String engine) {
        Scan scan = scan(engine);
        Result result = run(engine, scan, 2);
        double[] like = likeness(result.specimen(), scan.truth().orElseThrow().specimen(), scan);
        assertThat(like[0]).as(engine + " " + Arrays.toString(like)).isGreaterThan(0.8);
        assertThat(like[1]).as(engine + " " + Arrays.toString(like)).isBetween(0.3, 1.3);
    }

    /** The size of the phase is no matter of how the raster lies in its bounding box. */
    @Test
    void a_raster_that_lies_askew_has_the_same_phase() {
        Scan askew =
                BlobScan.turned(0, false, 0).raster(30, 2).blobs(0.05).askew(45).scan();
        Result result = run("ssb", askew, 2, "ssb.noise=0.001");
        double[] like = likeness(result.specimen(), askew.truth().orElseThrow().specimen(), askew, 0.45);
        assertThat(like[0]).as(Arrays.toString(like)).isGreaterThan(0.8);
        assertThat(like[1]).as(Arrays.toString(like)).isBetween(0.7, 1.3);
    }

    /** Its mean is free, so that nothing below 0 has to be cut off. */
    @Test
    void a_potential_is_the_same_phase_from_zero() {
        Specimen free = run("icom", FOCUSED, 2).specimen();
        Specimen potential = run("icom", FOCUSED, 2, "object.kind=potential").specimen();
        double[] a = phase(free);
        double[] b = phase(potential);
        double least = Arrays.stream(a).min().orElseThrow();
        assertThat(least).isLessThan(-0.01);
        for (int i = 0; i < a.length; i += 7) {
            assertThat(b[i]).isCloseTo(a[i] - least, within(1e-5));
        }
    }

    private static double[] phase(Specimen specimen) {
        ComplexImage image = specimen.image();
        double[] phase = new double[image.size()];
        Arrays.setAll(phase, i -> Math.atan2(image.im()[i], image.re()[i]));
        return phase;
    }

    /** Nothing to go by is said, rather than an empty object. */
    @Test
    void parallax_refuses_a_beam_in_focus() {
        assertThatThrownBy(() -> run("parallax", FOCUSED, 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no defocus is seen")
                .hasMessageNotContaining("\n");
    }

    /** A zero beam at a fraction of a pixel: the probe takes it up, and the object has no ramp. */
    @Test
    void a_zero_beam_beside_the_middle_pixel_belongs_to_the_probe() {
        Scan scan = BlobScan.turned(0, false, 9000e-10)
                .raster(20, 5)
                .offAxis(-0.375)
                .scan();
        Result result = run("parallax", scan, 2);
        assertThat(alike(result.probe(), scan.truth().orElseThrow().probe())).isGreaterThan(0.9);
        assertThat(alike(result.probe(), DEFOCUSED.truth().orElseThrow().probe()))
                .isLessThan(alike(result.probe(), scan.truth().orElseThrow().probe()));
        assertThat(likeness(result.specimen(), scan.truth().orElseThrow().specimen(), scan)[0])
                .isGreaterThan(0.8);
    }

    /** The probe is the lens's: what is left is its soft edge and the error of the fit. */
    @ParameterizedTest
    @ValueSource(strings = {"parallax", "ssb"})
    void the_probe_has_the_fitted_aberrations(String engine) {
        Scan scan = scan(engine);
        assertThat(alike(
                        run(engine, scan, 2).probe(), scan.truth().orElseThrow().probe()))
                .isGreaterThan(0.9);
    }

    /** Modulus of the normalised scalar product. */
    private static double alike(Probe one, Probe other) {
        ComplexImage found = one.mode(0);
        ComplexImage truth = other.mode(0);
        double re = 0;
        double im = 0;
        for (int i = 0; i < truth.size(); i++) {
            re += (double) found.re()[i] * truth.re()[i] + (double) found.im()[i] * truth.im()[i];
            im += (double) found.im()[i] * truth.re()[i] - (double) found.re()[i] * truth.im()[i];
        }
        return Math.hypot(re, im) / Math.sqrt(found.power() * truth.power());
    }

    /** A chain begins with what parallax has found. */
    @Test
    void others_go_on_from_it() {
        Scan noisy = BlobScan.turned(0, false, 9000e-10)
                .raster(16, 5)
                .noisy("poisson:perframe=20000")
                .scan();
        Result chain = Reconstruction.with("parallax*1,rpie*5", Map.of()).run(noisy, Observer.NONE);
        assertThat(chain.specimen().image().isFinite()).isTrue();
        assertThat(chain.losses()).hasSize(6);
        assertThat(chain.losses()[5]).isLessThan(chain.losses()[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallax", "icom", "ssb"})
    void neither_threads_nor_the_order_of_frames_nor_a_stop_change_a_bit(String engine) {
        Scan scan = BlobScan.turned(0, false, 6000e-10).raster(10, 5).scan();
        Result one = run(engine, scan, 1);
        int[] shuffled = new RandomStream(3, 0).permutation(scan.frames().count());
        for (Result other : List.of(run(engine, scan, 3), run(engine, scan.select(shuffled), 2))) {
            assertThat(other.specimen().image().im())
                    .isEqualTo(one.specimen().image().im());
            assertThat(other.probe().mode(0).re()).isEqualTo(one.probe().mode(0).re());
            assertThat(other.losses()).isEqualTo(one.losses());
        }
        Reconstruction recipe = Reconstruction.with(engine, Map.of(), 2, 5, 2);
        try (EngineSession whole = recipe.begin(scan);
                EngineSession resumed = recipe.begin(scan)) {
            whole.step();
            Snapshot saved = whole.save();
            whole.step();
            resumed.restore(saved);
            resumed.step();
            assertThat(resumed.state().specimen().image().im())
                    .isEqualTo(whole.state().specimen().image().im())
                    .isEqualTo(one.specimen().image().im());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallax", "icom", "ssb"})
    void masked_pixels_have_no_say_and_counts_only_scale_the_probe(String engine) {
        Scan scan = BlobScan.turned(0, false, 6000e-10).raster(10, 5).scan();
        boolean[] mask = scan.mask().clone();
        mask[32 * 64 + 40] = false;
        Result clean = run(engine, scan.withMask(mask), 2);
        Result dirty = run(engine, changed(scan, 1, 32 * 64 + 40).withMask(mask), 2);
        assertThat(dirty.specimen().image().im())
                .isEqualTo(clean.specimen().image().im());
        Result brighter = run(engine, changed(scan, 2, -1).withMask(mask), 2);
        assertThat(brighter.probe().power())
                .isCloseTo(
                        4 * clean.probe().power(), within(1e-3 * clean.probe().power()));
        for (int i = 0; i < clean.specimen().image().size(); i++) {
            assertThat(brighter.specimen().image().im()[i])
                    .isCloseTo(clean.specimen().image().im()[i], within(1e-3f));
        }
    }

    /** Amplitudes times a factor, and nonsense on one pixel. */
    private static Scan changed(Scan scan, float factor, int spoilt) {
        Frames frames = scan.frames();
        return scan.withFrames(new Frames() {
            @Override
            public int count() {
                return frames.count();
            }

            @Override
            public int rows() {
                return frames.rows();
            }

            @Override
            public int columns() {
                return frames.columns();
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                frames.read(indices, buffer);
                int pixels = frames.rows() * frames.columns();
                for (int i = 0; i < indices.length * pixels; i++) {
                    buffer[i] *= factor;
                    buffer[i] = i % pixels == spoilt ? Float.NaN : buffer[i];
                }
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"parallax", "icom", "ssb"})
    void a_known_probe_leaves_as_it_came_and_what_cannot_be_is_refused(String engine) {
        Scan scan = BlobScan.turned(0, false, 6000e-10).raster(10, 5).scan();
        Probe truth = scan.truth().orElseThrow().probe();
        Scan known = withProbe(scan, truth);
        assertThat(run(engine, known, 2, "probe.known=true").probe().mode(0).im())
                .isEqualTo(truth.mode(0).im());
        EngineProvider provider = Engines.named(engine);
        assertThat(provider.create(SettingsReader.defaults(provider.settingsType())))
                .isNotNull();
        assertThat(provider.bibtex()).contains("@article{");
        for (String asked : List.of("object.slices=2", "object.known=true", "data.stream=true")) {
            assertThatThrownBy(() -> run(engine, scan, 1, asked))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> run(engine, SimulatedScan.wellPosed().scan(), 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(engine)
                .hasMessageNotContaining("\n");
    }

    private static Scan withProbe(Scan scan, Probe probe) {
        return new Scan(
                scan.name(),
                scan.source(),
                scan.geometry(),
                scan.frames(),
                scan.mask(),
                scan.positions(),
                Optional.of(probe),
                scan.specimen(),
                scan.truth(),
                scan.notes());
    }
}
