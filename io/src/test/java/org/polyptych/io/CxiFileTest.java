package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.XrayGeometry;

class CxiFileTest {
    @TempDir
    Path folder;

    private final SomeScan some = new SomeScan();

    @Test
    void countsComeBackBitByBitAndAreStoredAsWholeNumbers() {
        SameScan.check(roundTrip(some.scan()), some.scan());
        assertThat(storedKind()).isEqualTo(Hdf5Dataset.Kind.INTEGER);
    }

    @Test
    void amplitudesOfAnySizeComeBackBitByBit() {
        Random random = new Random(9);
        for (double spread : new double[] {1, 10, 18}) {
            for (float[] frame : some.amplitudes) {
                for (int i = 0; i < frame.length; i++) {
                    frame[i] = (float) Math.exp(spread * random.nextGaussian());
                }
                frame[0] = 0;
            }
            some.amplitudes[2][5] = spread > 15 ? Float.MIN_VALUE : 0.1f;
            some.amplitudes[2][6] = spread > 15 ? Float.MAX_VALUE : 1e9f;
            SameScan.check(roundTrip(some.scan()), some.scan());
            assertThat(storedKind()).isEqualTo(Hdf5Dataset.Kind.FLOAT);
        }
    }

    @Test
    void manyCountsAreWholeNumbersToo() {
        for (float[] frame : some.amplitudes) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) Math.sqrt(4e9 / (i + 1));
            }
        }
        for (float[] frame : some.amplitudes) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (float) Math.sqrt(Math.rint((double) frame[i] * frame[i]));
            }
        }
        SameScan.check(roundTrip(some.scan()), some.scan());
        assertThat(storedKind()).isEqualTo(Hdf5Dataset.Kind.INTEGER);
    }

    @Test
    void everythingAScanMayHoldComesBack() {
        some.probe = Optional.of(new Probe(new ComplexImage[][] {
            {some.image(10, 6), some.image(10, 6)}, {some.image(10, 6), some.image(10, 6)}
        }));
        some.specimen = Optional.of(new Specimen(
                new ComplexImage[][] {{some.image(4, 5), some.image(4, 5)}, {some.image(4, 5), some.image(4, 5)}},
                1e-8,
                2e-8,
                0.1,
                -0.2,
                new double[] {1e-6}));
        some.positions.y()[1] = -0.0;
        SameScan.check(roundTrip(some.scan()), some.scan());
    }

    @Test
    void littleOfAScanComesBackToo() {
        some.probe = Optional.empty();
        some.truth = Optional.empty();
        some.amplitudes = new float[][] {some.amplitudes[0]};
        some.positions = new Positions(new double[] {1e-6}, new double[] {2e-6});
        Scan scan = some.scan();
        SameScan.check(roundTrip(scan), scan);
        XrayGeometry unknown = new XrayGeometry(10, 6, 1e-8, 2e-8, Double.NaN, Double.NaN);
        Scan without = new Scan(
                scan.name(),
                scan.source(),
                unknown,
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
        SameScan.check(roundTrip(without), without);
        ElectronGeometry electrons = new ElectronGeometry(10, 6, 1e-11, 2e-11, 3e5, 0.8);
        Scan of = new Scan(
                scan.name(),
                scan.source(),
                electrons,
                scan.frames(),
                scan.mask(),
                scan.positions(),
                scan.probe(),
                scan.specimen(),
                scan.truth(),
                scan.notes());
        SameScan.check(roundTrip(of), of);
    }

    @Test
    void howAScanWasMadeComesBack() {
        HowMade made = new HowMade(OptionalLong.of(42), Map.of("noise", "poisson:peak=1000"));
        Path file = folder.resolve("made.cxi");
        CxiFile.write(file, some.scan(), made);
        HowMade read = Cxi.howMade(file);
        assertThat(read.seed()).hasValue(42);
        assertThat(read.settings()).isEqualTo(made.settings());
        CxiFile.write(file, some.scan());
        assertThat(Cxi.howMade(file)).isEqualTo(HowMade.UNKNOWN);
    }

    @Test
    void aSecondRoundTripAddsNothing() {
        Scan once = roundTrip(some.scan());
        Scan twice = roundTrip(once);
        SameScan.check(twice, once);
        assertThat(twice.notes()).isEqualTo(once.notes());
    }

    @Test
    void framesPassInBlocks() {
        Scan scan = some.scan();
        int[] most = new int[1];
        Frames counting = new Frames() {
            @Override
            public int count() {
                return 100;
            }

            @Override
            public int rows() {
                return SomeScan.ROWS;
            }

            @Override
            public int columns() {
                return SomeScan.COLUMNS;
            }

            @Override
            public void read(int[] indices, float[] buffer) {
                most[0] = Math.max(most[0], indices.length);
                scan.frames()
                        .read(
                                Arrays.stream(indices)
                                        .map(j -> j % SomeScan.FRAMES)
                                        .toArray(),
                                buffer);
            }
        };
        some.positions = new Positions(new double[100], new double[100]);
        SameScan.check(roundTrip(some.scan(counting)), some.scan(counting));
        assertThat(most[0]).isLessThan(20);
    }

    @Test
    void otherProgramsFindWhatCxiHas() {
        Path file = folder.resolve("scan.cxi");
        CxiFile.write(file, some.scan());
        String said = Python.withH5py("""
                import sys, h5py, numpy as np
                f = h5py.File(sys.argv[1], 'r')
                d = f['entry_1/instrument_1/detector_1']
                h, c, e = 6.62607015e-34, 299792458.0, f['entry_1/instrument_1/source_1/energy'][()]
                wavelength = f['entry_1/instrument_1/source_1/wavelength'][()]
                assert abs(wavelength / (h * c / e) - 1) < 1e-9
                assert abs(e / 1.602176634e-19 - 8801.7) < 1e-6
                t = f['entry_1/data_1/translation'][()]
                assert t.shape == (7, 3)
                b = d['basis_vectors'][()]
                assert b.shape == (3, 2) and b[1, 0] == -d['y_pixel_size'][()] and b[0, 1] == -d['x_pixel_size'][()]
                pixel = wavelength * d['distance'][()] / (10 * d['y_pixel_size'][()])
                truth = f['polyptych/truth/object']
                assert abs(pixel / truth.attrs['pixel_height_m'] - 1) < 1e-6
                assert truth.dtype == np.complex64 and f['polyptych/truth/probe'].shape == (3, 10, 6)
                assert f['entry_1/data_1'].get('data', getlink=True).path == '/entry_1/instrument_1/detector_1/data'
                print(f['cxi_version'][()], f['entry_1/data_1/data'].dtype, f['entry_1/data_1/data'].shape,
                      d['mask'].dtype, f['entry_1/instrument_1/source_1/illumination'].dtype)
                """, file);
        assertThat(said).isEqualTo("160 uint16 (7, 10, 6) uint32 complex64");
    }

    @Test
    void aCopyMadeByH5pyIsTheSameScan() {
        some.amplitudes[0][0] = 0.3f;
        some.specimen = Optional.of(Specimen.of(some.image(4, 5), 1e-8, 2e-8, 0.1, -0.2));
        Path file = folder.resolve("scan.cxi");
        CxiFile.write(file, some.scan());
        Path copy = folder.resolve("copy.cxi");
        Python.withH5py("""
                import sys, h5py
                def copy(source, target):
                    for key in source:
                        link = source.get(key, getlink=True)
                        if isinstance(link, h5py.SoftLink):
                            target[key] = h5py.SoftLink(link.path)
                        elif isinstance(source[key], h5py.Group):
                            copy(source[key], target.create_group(key))
                        else:
                            target.create_dataset(key, data=source[key][()], dtype=source[key].dtype)
                        if not isinstance(link, h5py.SoftLink):
                            for name, value in source[key].attrs.items():
                                target[key].attrs[name] = value
                with h5py.File(sys.argv[1], 'r') as f, h5py.File(sys.argv[2], 'w') as g:
                    copy(f, g)
                """, file, copy);
        SameScan.check(ScanFiles.open(copy), some.scan());
    }

    @Test
    void whatCannotBeCountsIsRefusedAndNothingIsLeft() throws Exception {
        Path file = folder.resolve("scan.cxi");
        CxiFile.write(file, some.scan());
        byte[] before = Files.readAllBytes(file);
        some.amplitudes[3][1] = Float.NaN;
        assertThatThrownBy(() -> CxiFile.write(file, some.scan()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("frame 3 has the amplitude NaN");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(folder.toFile().list()).containsExactly("scan.cxi");
        some.amplitudes[3][1] = 1;
        some.amplitudes[3][3] = Float.NaN; // a masked pixel
        CxiFile.write(file, some.scan());
        assertThat(ScanFiles.open(file).frames().frame(3)[3]).isZero();
    }

    private Scan roundTrip(Scan scan) {
        Path file = folder.resolve("scan.cxi");
        CxiFile.write(file, scan);
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(Cxi.class);
        SameScan.check(new Cxi(10).read(file, ReaderSettings.NONE), scan);
        return ScanFiles.open(file);
    }

    private Hdf5Dataset.Kind storedKind() {
        try (Hdf5File file = Hdf5File.open(folder.resolve("scan.cxi"));
                Hdf5Dataset dataset = file.dataset("entry_1/data_1/data")) {
            return dataset.kind();
        }
    }
}
