package org.polyptych.io.ptypy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.core.SharedData;
import org.polyptych.io.ProbeFiles;
import org.polyptych.io.ProductFile;
import org.polyptych.io.Python;
import org.polyptych.io.ResultFiles;
import org.polyptych.io.SpecimenFiles;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class PtyrTest {
    @TempDir
    private Path folder;

    private final Random random = new Random(3);

    @Test
    void a_reconstruction_of_ptypy_s_is_read() {
        Result result = ResultFiles.read(SharedData.file("formats/ptypy0.9_moonflower64.ptyr"));
        Specimen specimen = result.specimen();
        assertThat(specimen.rows()).isEqualTo(172);
        assertThat(specimen.pixelHeight()).isCloseTo(1.12474557e-7, within(1e-15));
        // the scan's middle lies on pixel (86, 84), as _center says
        assertThat(specimen.rowOf(0)).isCloseTo(86, within(1e-6));
        assertThat(specimen.columnOf(0)).isCloseTo(84, within(1e-6));
        assertThat(result.probe().power()).isCloseTo(55032840.0, within(100.0));
        assertThat(((XrayGeometry) result.provenance().geometry()).energyEv()).isCloseTo(7200, within(1e-9));
        assertThat(result.losses()).containsExactly(new double[] {1981.44816844, 361.93404401}, within(1e-6));
        assertThat(result.provenance().engine()).isEqualTo("PtyPy DM");
        assertThat(result.positions().count()).isZero();
    }

    @Test
    void a_facility_s_reconstruction_is_read_with_its_positions() {
        Path file = SharedData.file("formats/diamond_scan1.ptyr");
        Result result = ResultFiles.read(file);
        assertThat(result.positions().count()).isEqualTo(92);
        assertThat(result.specimen().columns()).isEqualTo(416);
        assertThat(result.losses()).hasSize(5);
        double lit = 0;
        for (float light : result.illumination().values()) {
            lit += light > 0 ? 1 : 0;
        }
        assertThat(lit / result.illumination().size())
                .as("share of the object that saw light")
                .isBetween(0.5, 1.0);
        assertThat(ProbeFiles.open(file, 128, 128).modes()).isEqualTo(1);
        assertThat(SpecimenFiles.open(file, image -> null).rows()).isEqualTo(402);
    }

    @Test
    void what_is_written_is_read_back_the_same() {
        Result result = some(2, 1);
        Path file = folder.resolve("some.ptyr");
        PtyrWriter.write(file, result);
        assertThat(ProductFile.isProduct(file)).isFalse();
        assertThat(ResultFiles.isResult(file)).isTrue();
        Result read = ResultFiles.read(file);
        Specimen specimen = result.specimen();
        assertThat(read.specimen().modes()).isEqualTo(2);
        for (int m = 0; m < 2; m++) {
            assertThat(read.specimen().images()[m][0].re()).isEqualTo(specimen.images()[m][0].re());
            assertThat(read.probe().mode(m).im())
                    .isEqualTo(result.probe().mode(m).im());
        }
        assertThat(read.specimen().pixelWidth()).isEqualTo(specimen.pixelWidth());
        assertThat(read.specimen().centreY()).isCloseTo(specimen.centreY(), within(1e-20));
        assertThat(read.specimen().centreX()).isCloseTo(specimen.centreX(), within(1e-20));
        assertThat(read.positions().y()).isEqualTo(result.positions().y());
        assertThat(read.positions().x()).isEqualTo(result.positions().x());
        assertThat(read.losses()).isEqualTo(result.losses());
    }

    /** What PtyPy's load_from_ptyr does, and its rule that every node says what it is. */
    @Test
    void what_is_written_has_the_structure_that_ptypy_opens() {
        Path file = folder.resolve("some.ptyr");
        PtyrWriter.write(file, some(1, 1));
        String said = Python.withH5py("""
                import sys, h5py, numpy as np
                with h5py.File(sys.argv[1]) as f:
                    untyped = []
                    f.visititems(lambda name, o: None if isinstance(o.attrs.get('type'), str) else untyped.append(name))
                    print(untyped, f['header/kind'][()].decode(), [f[n].attrs['type'] for n in ('content', 'content/obj')])
                    for what in ('probe', 'obj'):
                        s = list(f['content/' + what].values())[0]
                        d = s['data'][...]
                        psize, origin, centre = (s[k][...] for k in ('_psize', '_origin', '_center'))
                        print(what, d.dtype, d.shape, tuple(s['shape'][...]), s['shape'].attrs['type'], \
                            np.allclose(origin, -centre * psize, rtol=1e-12, atol=0), s['_energy'][...].item())
                    print(sorted(f['content/runtime/iter_info']), f['content/runtime/iter_info/00002/error'][0])
                """, file);
        assertThat(said.lines())
                .containsExactly(
                        "[] minimal ['param', 'dict']",
                        "probe complex64 (2, 6, 4) (2, 6, 4) arraytuple True 8.8",
                        "obj complex64 (1, 11, 9) (1, 11, 9) arraytuple True 8.8",
                        "['00000', '00001', '00002'] 0.25");
    }

    @Test
    void slices_are_refused_as_ptypy_has_no_place_for_them() {
        Path file = folder.resolve("slices.ptyr");
        assertThatThrownBy(() -> PtyrWriter.write(file, some(1, 3)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no slices");
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_without_a_storage_is_refused_in_a_line() {
        Path file = folder.resolve("empty.ptyr");
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            writer.group("content");
            writer.group("content/obj");
            writer.group("content/probe");
        }
        assertThatThrownBy(() -> ResultFiles.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessage(file + ": no dataset 'content/obj/S..G00/data' [mode, y, x]");
    }

    private Result some(int modes, int slices) {
        ComplexImage[][] object = new ComplexImage[modes][slices];
        for (ComplexImage[] mode : object) {
            java.util.Arrays.setAll(mode, s -> image(11, 9));
        }
        XrayGeometry geometry = new XrayGeometry(6, 4, 1e-8, 2e-8, 8800, Double.NaN);
        return new Result(
                new Specimen(object, 1e-8, 2e-8, 1.25e-6, -3e-7, new double[slices - 1]),
                Probe.of(image(6, 4), image(6, 4)),
                new Positions(random.doubles(7).toArray(), random.doubles(7).toArray()),
                RealImage.zeros(11, 9),
                new double[] {1, 0.5, 0.25},
                new Result.Provenance(
                        "Île", "scan.h5", geometry, "rpie", "loss", 3, 0, Map.of(), "Polyptych", "2 cores", "now", 1));
    }

    private ComplexImage image(int rows, int columns) {
        ComplexImage image = ComplexImage.zeros(rows, columns);
        for (int i = 0; i < image.size(); i++) {
            image.re()[i] = (float) random.nextGaussian();
            image.im()[i] = (float) random.nextGaussian();
        }
        return image;
    }
}
