package org.polyptych.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.app.Cli;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.Cxi;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;
import org.polyptych.physics.simulation.FermatSpiral;
import org.polyptych.physics.simulation.NoiseSpec;
import org.polyptych.physics.simulation.Simulation;
import org.polyptych.physics.simulation.SpecimenPlacement;
import org.polyptych.physics.simulation.objects.TestObjects;
import org.polyptych.physics.simulation.probes.TestProbes;

class SimulateCommandTest {
    private static final String SMALL = "simulate --frame 32 --frames 16 --object star --probe gaussian:fwhm=60";

    private static Cli simulate(Path file, String options) {
        List<Object> words = new ArrayList<>(List.of(options.split(" ")));
        words.add("-o");
        words.add(file);
        return Cli.run(words.toArray());
    }

    private static Scan scan(Path folder, String options) {
        Path file = folder.resolve("scan.h5");
        Cli run = simulate(file, options + " --overwrite");
        assertThat(run.code()).as(run.err()).isZero();
        return ScanFiles.open(file);
    }

    @Test
    void the_file_holds_what_the_same_simulation_gives_in_java(@TempDir Path folder) {
        Path file = folder.resolve("spiral.h5");
        Cli run = simulate(
                file,
                "simulate --frame 32 --frames 20 --object cells:radius=9 --probe zoneplate:zone=30,stop=0.2,defocus=5"
                        + " --pattern fermat --step 4 --noise poisson:perframe=1e5 --seed 7 --start-probe true"
                        + " --energy 10 --distance 1.5 --pixel 8");
        assertThat(run.code()).as(run.err()).isZero();
        Scan read = ScanFiles.open(file);

        XrayGeometry geometry = new XrayGeometry(32, 32, 8e-9, 8e-9, 10_000, 1.5);
        Probe beam = Probe.of(
                        TestProbes.parse("zoneplate:zone=30,stop=0.2,defocus=5").image(geometry))
                .withPower(1e6);
        Positions positions = new FermatSpiral(20, 4).positions(geometry, 7);
        int[] needed = SpecimenPlacement.needed(geometry, positions);
        Scan made = Simulation.of(
                        geometry,
                        SpecimenPlacement.under(
                                TestObjects.parse("cells:radius=9").image(needed[0], needed[1], 1, 7),
                                geometry,
                                positions),
                        beam,
                        positions)
                .noise(NoiseSpec.parse("poisson:perframe=1e5"))
                .seed(7)
                .run();
        assertThat(read.frames().count()).isEqualTo(20);
        for (int j = 0; j < 20; j++) {
            assertThat(read.frames().frame(j)).isEqualTo(made.frames().frame(j));
        }
        assertThat(read.positions().y()).isEqualTo(made.positions().y());
        assertThat(read.geometry()).isEqualTo(geometry);
        assertThat(read.truth().orElseThrow().probe().mode(0).re())
                .isEqualTo(made.truth().orElseThrow().probe().mode(0).re());
        assertThat(read.probe()).isPresent();
        assertThat(read.notes())
                .anySatisfy(note -> assertThat(note).contains("noise poisson:perframe=100000.0, seed 7"))
                .anySatisfy(note -> assertThat(note).contains("fermat, step 4 pixels"));
        assertThat(Cxi.howMade(file).seed()).hasValue(7);
        assertThat(Cxi.howMade(file).settings()).containsEntry("pattern", "fermat");
    }

    @ParameterizedTest
    @ValueSource(doubles = {60, 85, -20})
    void the_overlap_that_inspect_prints_is_the_one_asked_for(double percent, @TempDir Path folder) {
        for (String pattern : new String[] {"raster", "fermat"}) {
            for (String of : new String[] {"array", "fwhm"}) {
                Path file = folder.resolve("o.h5");
                Cli made = simulate(
                        file,
                        "simulate --frame 64 --frames 64 --object star --probe disc:radius=8 --overwrite --overlap "
                                + percent + " --overlap-of " + of + " --pattern " + pattern);
                assertThat(made.code()).as(made.err()).isZero();
                Cli run = Cli.run("inspect", file, "--json");
                String key = of.equals("array") ? "\"overlapOfArray\"" : "\"overlapOfProbe\"";
                double found =
                        Double.parseDouble(run.out().split(key + "\\s*:\\s*")[1].split("[,\\s}]")[0]);
                assertThat(100 * found).as(pattern + " " + of).isCloseTo(percent, within(2.0));
                assertThat(made.out()).contains("% of the array's width").contains("% of the probe's FWHM");
            }
        }
    }

    @Test
    void any_number_of_threads_writes_the_same_file(@TempDir Path folder) throws Exception {
        String options = SMALL + " --noise mixed:alpha=20,sigma=3 --pattern jitter --fly-scan 3 --mode-powers 3,1"
                + " --detector-blur 0.5 --position-error 0.5 --fine";
        Path one = folder.resolve("scan1.h5");
        Path four = folder.resolve("scan2.h5");
        assertThat(simulate(one, options + " --threads 1").code()).isZero();
        assertThat(simulate(four, options + " --threads 4").code()).isZero();
        Scan first = ScanFiles.open(one);
        Scan second = ScanFiles.open(four);
        for (int j = 0; j < 16; j++) {
            assertThat(second.frames().frame(j)).isEqualTo(first.frames().frame(j));
        }
        assertThat(first.notes())
                .anySatisfy(n -> assertThat(n).contains("sub-positions"))
                .anySatisfy(n -> assertThat(n).contains("point spread"))
                .anySatisfy(n -> assertThat(n).contains("twice as fine"))
                .anySatisfy(n -> assertThat(n).contains("nominal"));
    }

    @Test
    void the_truth_keeps_the_true_positions(@TempDir Path folder) {
        Scan scan = scan(folder, SMALL + " --step 4 --position-error 1 --seed 3");
        Positions real = scan.truth().orElseThrow().positions().orElseThrow();
        Scan nominal = scan(folder, SMALL + " --step 4");
        assertThat(scan.positions().y()).isEqualTo(nominal.positions().y());
        double squares = 0;
        for (int j = 0; j < 16; j++) {
            squares += Math.pow((real.y()[j] - scan.positions().y()[j]) / 10e-9, 2) / 16;
        }
        assertThat(squares).isBetween(0.2, 3.0);
        assertThat(nominal.truth().orElseThrow().positions()).isEmpty();
    }

    @Test
    void pictures_are_amplitude_and_phase_in_the_ranges_that_are_said(@TempDir Path folder) throws Exception {
        BufferedImage picture = new BufferedImage(40, 50, BufferedImage.TYPE_BYTE_GRAY);
        picture.getRaster().setSample(30, 20, 0, 255);
        picture.getRaster().setSample(31, 20, 0, 51);
        File png = folder.resolve("amplitude.png").toFile();
        ImageIO.write(picture, "png", png);
        BufferedImage other = new BufferedImage(40, 50, BufferedImage.TYPE_USHORT_GRAY);
        other.getRaster().setSample(30, 20, 0, 65535);
        File tiff = folder.resolve("phase.tiff").toFile();
        assertThat(ImageIO.write(other, "tiff", tiff)).isTrue();
        String files = "simulate --frame 16 --probe gaussian:fwhm=30 --step 4 --object " + png;
        Scan scan = scan(folder, files + " --amplitude-range 0.5,1 --object-phase " + tiff + " --phase-range=-1,2");
        var image = scan.truth().orElseThrow().specimen().image();
        assertThat(image.rows()).isEqualTo(50);
        assertThat(image.amplitude().at(20, 30)).isCloseTo(1f, within(1e-5f));
        assertThat(image.phase().at(20, 30)).isCloseTo(2f, within(1e-4f));
        assertThat(image.amplitude().at(20, 31)).isCloseTo(0.6f, within(1e-5f));
        assertThat(image.phase().at(0, 0)).isCloseTo(-1f, within(1e-4f));
        Cli guess = simulate(folder.resolve("guess.h5"), files);
        assertThat(guess).matches(Cli::isRefusedInOneLine);
        assertThat(guess.err()).contains("--amplitude-range");
    }

    @Test
    void positions_from_a_file_have_the_unit_that_is_said(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("p.csv"), "x,y\n0,0\n0.04,0\n0.04,0.07\n");
        String base = "simulate --frame 32 --object grf --probe gaussian:fwhm=60 --positions " + file;
        Scan scan = scan(folder, base + " --positions-unit um");
        assertThat(scan.positions().x()).containsExactly(new double[] {0, 4e-8, 4e-8}, within(1e-15));
        assertThat(scan.positions().y()).containsExactly(new double[] {0, 0, 7e-8}, within(1e-15));
        Cli unsaid = simulate(folder.resolve("q.h5"), base);
        assertThat(unsaid).matches(Cli::isRefusedInOneLine);
        assertThat(unsaid.err()).contains("--positions-unit");
        Cli absurd = simulate(folder.resolve("q.h5"), base + " --positions-unit m");
        assertThat(absurd).matches(Cli::isRefusedInOneLine);
        assertThat(absurd.err()).containsAnyOf("units", "unit");
    }

    @Test
    void a_scan_that_exists_can_be_thinned(@TempDir Path folder) {
        Scan full = scan(folder, SMALL + " --noise poisson:perframe=20000");
        Path thin = folder.resolve("thin.h5");
        Cli run =
                simulate(thin, "simulate --measured " + folder.resolve("scan.h5") + " --noise thin:mean=500 --seed 2");
        assertThat(run.code()).as(run.err()).isZero();
        Scan read = ScanFiles.open(thin);
        double counts = 0;
        for (int j = 0; j < 16; j++) {
            float[] before = full.frames().frame(j);
            float[] after = read.frames().frame(j);
            for (int i = 0; i < after.length; i++) {
                assertThat(after[i]).isLessThanOrEqualTo(before[i]);
                counts += (double) after[i] * after[i];
            }
        }
        assertThat(counts).isCloseTo(8000, within(5 * Math.sqrt(8000)));
        double ratio = read.truth().orElseThrow().probe().power()
                / full.truth().orElseThrow().probe().power();
        assertThat(ratio).isCloseTo(500 / 20000.0, within(0.001));
    }

    @Test
    void a_file_that_is_there_is_kept_unless_it_may_go(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("s.h5"), "mine");
        Cli run = simulate(file, SMALL);
        assertThat(run).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("--overwrite");
        assertThat(Files.readString(file)).isEqualTo("mine");
        assertThat(simulate(file, SMALL + " --overwrite").code()).isZero();
        Cli nowhere = simulate(folder.resolve("absent").resolve("s.h5"), SMALL);
        assertThat(nowhere).matches(Cli::isRefusedInOneLine);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "--object star; --probe FILE",
                "--probe disc; --object FILE",
                "--object sta --probe disc; did you mean 'star'",
                "--object star --probe dics; did you mean 'disc'",
                "--object absent.npy --probe disc; absent.npy: no such file",
                "--object star --probe absent.npy; absent.npy: no such file",
                "--object star --probe disc --noise poison:peak=1; did you mean 'poisson'",
                "--object star --probe disc --noise thin:mean=5; --measured",
                "--object star --probe disc --step -3; --step must be a number larger than 0",
                "--object star --probe disc --step NaN; --step must be",
                "--object star --probe disc --step 1,2,3; --step must be",
                "--object star --probe disc --overlap 100; --overlap must be a number below 100",
                "--object star --probe disc --overlap NaN; --overlap must be",
                "--object star --probe disc --step 5 --overlap 50; leave one out",
                "--object star --probe disc --frames 0; --frames must be",
                "--object star --probe disc --frames 3x4x5; --frames must be",
                "--object star --probe disc --pattern fermat --frames 3x4; a single number",
                "--object star --probe disc --pattern fermat --step 3,4; one step",
                "--object star --probe disc --pattern rastr; did you mean 'raster'",
                "--object star --probe disc --jitter 1; --pattern jitter",
                "--object star --probe disc --pattern jitter --jitter -1; --jitter must be",
                "--object star --probe disc --frame 1; --frame must be",
                "--object star --probe disc --frame 1e9; --frame must be",
                "--object star --probe disc --pixel -1; --pixel must be",
                "--object star --probe disc --pixel NaN; --pixel must be",
                "--object star --probe disc --energy 0; --energy must be",
                "--object star --probe disc --distance Infinity; --distance must be",
                "--object star --probe disc --counts -5; --counts must be",
                "--object star --probe disc --fly-scan -1; --fly-scan must be",
                "--object star --probe disc --fly-scan 3 --fly-points 0; --fly-points must be",
                "--object star --probe disc --fly-angle NaN; --fly-angle must be",
                "--object star --probe disc --position-error NaN; --position-error must be",
                "--object star --probe disc --detector-blur -1; --detector-blur must be",
                "--object star --probe disc --mode-powers 1,0; above 0",
                "--object star --probe disc --mode-powers a,b; --mode-powers must be",
                "--object star --probe disc --source-size -3; --source-size must be",
                "--object star --probe disc --source-size 1e9; does not fit",
                "--object star --probe disc --coherence-length 1e-9; does not fit",
                "--object star --probe disc --start-probe dics; did you mean 'disc'",
                "--object star --probe disc --seed x; --seed",
                "--object star --probe disc --threads 0; --threads must be",
                "--object star --probe disc --fine --frame 33; even number",
                "--object star --probe disc --frames 1000000x1000000; at most 10000000",
                "--object star --probe disc --frames 3000x3000; GiB",
                "--object star --probe disc --step 1e7; GiB",
                "--object star --probe disc --step 1e12; unit",
                "--object star --probe disc --noise poisson:dose=1 --frames 1; needs a scan over an area",
                "--object star --probe disc --amplitude-range 0,1; for pictures",
                "--object star --probe disc --overlap-of fwmh; did you mean 'fwhm'",
                "--object star --probe disc --positions-unit nm; --positions FILE",
                "--measured demo; thin:mean=N",
                "--measured demo --object star --noise thin:mean=3; leave out --object",
                "--measured demo --noise thin:mean=3 --start-probe true; leave out --start-probe",
                "--measured demo --noise thin:mean=3 --energy 9; leave out --energy",
                "--measured demo --noise thin:mean=3 --step 4; leave out --step",
                "--measured demo --noise thin:mean=3 --detector-blur 1; leave out --detector-blur",
                "--object star --probe disc --frames 1000x1000 --fly-scan 5 --fly-points 10000; sub-positions",
                "--measured demo --noise thin:mean=1e9; cannot give",
                "--object star --probe disc --objekt; did you mean '--object'"
            })
    void wrong_options_are_refused_in_one_line_and_nothing_is_written(
            String options, String message, @TempDir Path folder) {
        Path file = folder.resolve("scan.h5");
        Cli run = simulate(file, "simulate " + options);
        assertThat(run).as(run.err()).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains(message);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void an_object_or_a_probe_that_does_not_fit_the_frames_is_refused(@TempDir Path folder) {
        Path object = folder.resolve("object.npy");
        Path probe = folder.resolve("probe.npy");
        NpyFile.write(object, NpyArray.of(new ComplexImage[] {ones(60)}));
        NpyFile.write(probe, NpyArray.of(new ComplexImage[] {ones(48)}));
        String files = "simulate --object " + object + " --probe " + probe;
        Cli unequal = simulate(folder.resolve("s.h5"), files + " --frame 32");
        assertThat(unequal).matches(Cli::isRefusedInOneLine);
        assertThat(unequal.err()).contains("48 x 48").contains("32 x 32").contains("--crop-probe");
        Cli small = simulate(folder.resolve("s.h5"), files + " --step 10 --frames 9");
        assertThat(small).matches(Cli::isRefusedInOneLine);
        assertThat(small.err()).contains("60 x 60").contains("68 x 68");
        // without --frames as many as there is room for: 2 x 2 at 0 and 10
        Cli fits = simulate(folder.resolve("s.h5"), files + " --step 10");
        assertThat(fits.code()).as(fits.err()).isZero();
        assertThat(fits.out()).contains("4 of 48 x 48");
    }

    private static ComplexImage ones(int side) {
        return ComplexImage.constant(side, side, 1, 0);
    }

    @Test
    void modes_of_a_probe_file_that_are_dropped_are_noted(@TempDir Path folder) {
        Path file = folder.resolve("probe.npy");
        ComplexImage strong = ones(16);
        ComplexImage weak = ones(16);
        for (int i = 0; i < weak.size(); i++) {
            weak.re()[i] = i % 2 == 0 ? 0.5f : -0.5f;
        }
        NpyFile.write(file, NpyArray.of(new ComplexImage[] {weak, strong}, 2));
        String base = "simulate --frame 16 --frames 4 --step 3 --object grf --probe " + file;
        assertThat(scan(folder, base + " --mode-powers 1").notes())
                .anySatisfy(note -> assertThat(note).contains("2 modes").contains("hold 20.0%"));
        assertThat(scan(folder, base + " --mode-powers 2,1").notes())
                .noneSatisfy(note -> assertThat(note).contains("the others hold"));
    }

    /** Not there for the look before the work, but there for the one before the file gets its name. */
    @Test
    void what_appears_under_the_name_of_the_file_is_not_replaced(@TempDir Path folder) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("scan.h5"), folder.resolve("absent"));
        Cli run = simulate(link, SMALL);
        assertThat(run).as(run.err()).matches(Cli::isRefusedInOneLine);
        assertThat(run.err()).contains("exists");
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void aThickObjectAndStrayLightAreSimulated(@TempDir Path folder) {
        Scan thin = scan(folder, SMALL);
        Scan thick = scan(folder, SMALL + " --slice letters --slice-spacing 4");
        assertThat(thick.truth().orElseThrow().specimen().slices()).isEqualTo(2);
        assertThat(thick.truth().orElseThrow().specimen().sliceSpacing()[0]).isCloseTo(4e-6, within(1e-18));
        assertThat(thick.notes()).anyMatch(note -> note.contains("2 slices"));
        assertThat(thick.frames().frame(5)).isNotEqualTo(thin.frames().frame(5));
        Scan bright = scan(folder, SMALL + " --background 3");
        float[] without = thin.frames().frame(5);
        float[] with = bright.frames().frame(5);
        for (int i = 0; i < with.length; i++) {
            double counts = (double) without[i] * without[i];
            assertThat((double) with[i] * with[i]).isCloseTo(counts + 3, within(1e-5 * (counts + 3)));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--slice letters | --slice-spacing",
                "--slice-spacing 4 | --slice",
                "--slice letters --slice-spacing 4,5 | --slice-spacing",
                "--slice letters --slice-spacing 0 | --slice-spacing",
                "--background -1 | --background"
            })
    void slicesThatMakeNoSenseAreRefusedInOneLine(String options, String named, @TempDir Path folder) {
        Cli run = simulate(folder.resolve("scan.h5"), SMALL + " " + options);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).contains(named).doesNotContain("\n");
    }
}
