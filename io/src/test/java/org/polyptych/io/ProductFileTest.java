package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.core.Snapshot;
import org.polyptych.core.WholeFile;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.FoundNumber;
import org.polyptych.physics.Motion;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Representation;
import org.polyptych.physics.Result;

class ProductFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aResultComesBackBitByBit(boolean rich) {
        Result written = rich ? SomeResult.rich() : SomeResult.simple();
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, written);
        Result read = ProductFile.read(path);
        assertThat(SomeResult.bits(read)).isEqualTo(SomeResult.bits(written));
        assertThat(read.specimen().slices()).isEqualTo(written.specimen().slices());
        assertThat(read.probe().modes()).isEqualTo(written.probe().modes());
        assertThat(read.provenance()).isEqualTo(written.provenance());
        assertThat(folder).isDirectoryContaining(file -> file.equals(path));
        assertThat(folder.resolve("result.h5.part")).doesNotExist();
    }

    @Test
    void aResultOfBeforeThatDoesNotSayWhatDecidedItsBitsIsRead() throws Exception {
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, SomeResult.simple());
        byte[] bytes = Files.readAllBytes(path);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int at = text.indexOf("identity\0");
        assertThat(at).isPositive().isEqualTo(text.lastIndexOf("identity\0"));
        bytes[at + 7] = 'x';
        Files.write(path, bytes);
        Result read = ProductFile.read(path);
        assertThat(read.provenance().identity()).isEmpty();
        assertThat(read.provenance().settings()).containsEntry("rpie.alpha", "0.1");
    }

    @Test
    void whatTheObjectWasMadeFromComesBackBitByBit() throws Exception {
        Snapshot arrays = new Snapshot();
        arrays.floats().put("layer.0", new float[][] {{1, -0.0f, 12345.678f}, {}});
        arrays.doubles().put("scale", new double[] {Math.PI});
        arrays.longs().put("levels", new long[] {16, Long.MIN_VALUE});
        Representation made = new Representation("ptyinr", Map.of("width", "64", "preset", "fast"), arrays);
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, with(made));
        Representation read = ProductFile.read(path).representation().orElseThrow();
        assertThat(read.engine()).isEqualTo("ptyinr");
        assertThat(read.settings()).isEqualTo(made.settings());
        assertThat(read.arrays().floats().get("layer.0")).isDeepEqualTo(new float[][] {{1, -0.0f, 12345.678f}, {}});
        assertThat(read.arrays().doubles().get("scale")).containsExactly(Math.PI);
        assertThat(read.arrays().longs().get("levels")).containsExactly(16, Long.MIN_VALUE);

        byte[] bytes = Files.readAllBytes(path);
        byte[] sought = ByteBuffer.allocate(Float.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(12345.678f)
                .array();
        int at = 0;
        while (!Arrays.equals(bytes, at, at + Float.BYTES, sought, 0, Float.BYTES)) {
            at++;
        }
        bytes[at] ^= 1;
        Files.write(path, bytes);
        assertThatThrownBy(() -> ProductFile.read(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("result.h5", "the representation of the object is damaged", "layer.0")
                .hasMessageNotContaining("\n");
    }

    private static Result with(Representation made) {
        Result plain = SomeResult.simple();
        return new Result(
                plain.specimen(),
                plain.probe(),
                plain.positions(),
                plain.illumination(),
                plain.losses(),
                plain.provenance(),
                plain.conditions(),
                plain.refinedFrom(),
                plain.found(),
                Optional.of(made));
    }

    @Test
    void howFramesWereTakenComesBack() {
        Result plain = SomeResult.simple();
        float[] background = new float[SomeResult.ROWS * SomeResult.COLUMNS];
        background[5] = 2.5f;
        Conditions conditions = new Conditions(
                        new Motion(new double[] {1e-9, 2e-9}, new double[] {-3e-8, 4e-8}, 6),
                        background,
                        new double[] {0.9, 1.1})
                .withDescan(new Descan(new double[] {-0.5, 1.5}, new double[] {0.25, 0}));
        Result written = new Result(
                plain.specimen(),
                plain.probe(),
                plain.positions(),
                plain.illumination(),
                plain.losses(),
                plain.provenance(),
                conditions,
                Optional.empty());
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, written);
        Conditions read = ProductFile.read(path).conditions();
        assertThat(read.motion().y()).containsExactly(1e-9, 2e-9);
        assertThat(read.motion().x()).containsExactly(-3e-8, 4e-8);
        assertThat(read.motion().parts()).isEqualTo(6);
        assertThat(read.background()).isEqualTo(background);
        assertThat(read.intensity()).containsExactly(0.9, 1.1);
        assertThat(read.descan().y()).containsExactly(-0.5, 1.5);
        assertThat(read.descan().x()).containsExactly(0.25, 0);
        ProductFile.write(path, plain);
        assertThat(ProductFile.read(path).conditions().none()).isTrue();
    }

    @Test
    void weightsOfTheProbesVariationsComeBackAndLieWherePtyChiHasThem() {
        Result rich = SomeResult.rich();
        double[][] weights = new double[rich.positions().count()][];
        Arrays.setAll(weights, j -> new double[] {1, 0.1 * j, -0.2});
        Result written = new Result(
                rich.specimen(),
                rich.probe(),
                rich.positions(),
                rich.illumination(),
                rich.losses(),
                rich.provenance(),
                Conditions.NONE.withWeights(weights),
                Optional.empty());
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, written);
        assertThat(ProductFile.read(path).conditions().weights()).isDeepEqualTo(weights);
        assertThat(Python.h5dump("-H", path)).containsSubsequence("DATASET \"opr_weights\"", "( 7, 3 )");
        ProductFile.write(path, rich);
        assertThat(ProductFile.read(path).conditions().weights()).isNull();
    }

    @Test
    void weightsOfAnotherNumberOfFramesAreRefused() {
        Result rich = SomeResult.rich();
        Path path = folder.resolve("result.h5");
        ProductFile.write(
                path,
                new Result(
                        rich.specimen(),
                        rich.probe(),
                        rich.positions(),
                        rich.illumination(),
                        rich.losses(),
                        rich.provenance(),
                        Conditions.NONE.withWeights(new double[6][3]),
                        Optional.empty()));
        assertThatThrownBy(() -> ProductFile.read(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("opr_weights")
                .hasMessageContaining("7 frames");
    }

    @Test
    void refinedPositionsAndThoseOfTheScanAreBothKept() {
        Result made = SomeResult.simple();
        double[] y = made.positions().y().clone();
        y[0] += 1e-9;
        Positions scan = new Positions(y, made.positions().x());
        Path path = folder.resolve("result.h5");
        ProductFile.write(
                path,
                new Result(
                        made.specimen(),
                        made.probe(),
                        made.positions(),
                        made.illumination(),
                        made.losses(),
                        made.provenance(),
                        Conditions.NONE,
                        Optional.of(scan)));
        Result read = ProductFile.read(path);
        assertThat(read.positions().y()).isEqualTo(made.positions().y());
        assertThat(read.refinedFrom().orElseThrow().y()).isEqualTo(y);
        ResultPositions positions = ResultPositions.read(path).orElseThrow();
        assertThat(positions.found().y()).isEqualTo(made.positions().y());
        assertThat(positions.said().orElseThrow().y()).isEqualTo(y);
        ProductFile.write(path, made);
        assertThat(ProductFile.read(path).refinedFrom()).isEmpty();
        assertThat(ResultPositions.read(path).orElseThrow().said()).isEmpty();
    }

    @Test
    void whatWasFoundOfTheGeometryIsKept() {
        Result made = SomeResult.simple();
        List<FoundNumber> found = List.of(
                new FoundNumber("detector distance", "m", 1, 1.02, 3e-4),
                new FoundNumber("a plain number", "", 2, 3, Double.NaN));
        Path path = folder.resolve("result.h5");
        ProductFile.write(
                path,
                new Result(
                        made.specimen(),
                        made.probe(),
                        made.positions(),
                        made.illumination(),
                        made.losses(),
                        made.provenance(),
                        Conditions.NONE,
                        Optional.empty(),
                        found));
        assertThat(ProductFile.read(path).found()).isEqualTo(found);
        assertThat(found.getFirst().text())
                .isEqualTo("detector distance found: 1.02000 +- 0.00030 m, said: 1.00000 m (+2.00 %)");
        ProductFile.write(path, made);
        assertThat(ProductFile.read(path).found()).isEmpty();
    }

    @Test
    void theComparisonWouldSeeOneWrongBit() {
        Result one = SomeResult.simple();
        Result other = SomeResult.simple();
        float[] im = other.specimen().image().im();
        im[5] = Math.nextUp(im[5]);
        assertThat(SomeResult.bits(one)).isNotEqualTo(SomeResult.bits(other));
    }

    @Test
    void h5pyOpensComplexArrays() {
        Result result = SomeResult.simple();
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, result);
        String printed = Python.withH5py("""
                import sys, h5py, numpy as np
                with h5py.File(sys.argv[1]) as f:
                    p, o = f['probe'], f['object']
                    assert p.dtype == np.complex64 and p.shape == (2, 6, 4), (p.dtype, p.shape)
                    assert o.dtype == np.complex64 and o.shape == (1, 11, 9), (o.dtype, o.shape)
                    assert o.attrs['pixel_height_m'] == 1e-8 and o.attrs['center_y_m'] == 1.25e-6
                    assert f.attrs['name'] == 'Île' and f.attrs['probe_energy_eV'] == 8800
                    assert np.isclose(f.attrs['probe_photon_count'], (np.abs(p[()]) ** 2).sum())
                    assert list(f['probe_position_indexes']) == list(range(7))
                    assert list(f['loss_epochs']) == list(range(1, 13))
                    assert f['object_layer_spacing_m'].shape == (0,)
                    assert f['polyptych/settings'].attrs['rpie.alpha'] == '0.1'
                    assert f['polyptych'].attrs['seed'] == -(1 << 60) + 1
                    for z in (p[1, 5, 3], o[0, 10, 8]):
                        print(float(z.real).hex(), float(z.imag).hex())
                """, path);
        ComplexImage probe = result.probe().mode(1);
        ComplexImage object = result.specimen().image();
        double[] numbers = Arrays.stream(printed.split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(numbers).containsExactly(probe.re()[23], probe.im()[23], object.re()[98], object.im()[98]);
    }

    @Test
    void h5dumpShowsTheLayout() {
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, SomeResult.rich());
        assertThat(Python.h5dump("-H", path))
                .contains("DATASET \"probe\"", "H5T_IEEE_F32LE \"r\"", "( 3, 2, 6, 4 )", "GROUP \"polyptych\"");
    }

    @Test
    void aProductOfAnotherProgramIsRead() {
        Path path = folder.resolve("other.h5");
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            file.complex("probe", new ComplexImage[] {ComplexImage.constant(4, 4, 1, 0)}, 1);
            ComplexImage layer = ComplexImage.constant(8, 8, 0, 1);
            file.complex("object", new ComplexImage[] {layer, layer}, 2);
            file.attribute("object", "pixel_height_m", 1e-8);
            file.attribute("object", "pixel_width_m", 1e-8);
            file.doubles("object_layer_distance_m", new double[] {2e-6, Double.POSITIVE_INFINITY}, 2);
            file.doubles("probe_position_y_m", new double[] {0, 1e-8}, 2);
            file.doubles("probe_position_x_m", new double[] {0, 0}, 2);
            file.doubles("costs", new double[] {3, 2, 1}, 3);
        }
        Result result = ProductFile.read(path);
        assertThat(result.specimen().sliceSpacing()).containsExactly(2e-6);
        assertThat(result.losses()).containsExactly(3, 2, 1);
        assertThat(result.illumination().max()).isEqualTo(2);
        assertThat(result.provenance().geometry().wavelength()).isNaN();
        assertThat(ProductFile.readProbe(path).power()).isEqualTo(16);
        assertThat(ProductFile.readSpecimen(path).slices()).isEqualTo(2);
    }

    @Test
    void theProbeOfTheReferenceScanIsRead() {
        Path path = SharedData.file("real/siemens_star_aps_para.hdf5");
        assertThat(ProductFile.readProbe(path).rows()).isEqualTo(128);
        assertThat(ProductFile.readSpecimen(path).columns()).isEqualTo(461);
    }

    @Test
    void aFailedWriteLeavesNothing() throws Exception {
        Path missing = folder.resolve("no").resolve("result.h5");
        assertThatThrownBy(() -> ProductFile.write(missing, SomeResult.simple()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("does not exist");
        Path path = folder.resolve("kept.txt");
        Files.writeString(path, "before");
        assertThatThrownBy(() -> WholeFile.write(path, part -> {
                    Files.writeString(part, "half");
                    throw new IllegalStateException("killed");
                }))
                .hasMessage("killed");
        assertThat(path).hasContent("before");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aScanIsNotAResult() {
        Path path = folder.resolve("small_dp.hdf5");
        new PairFixture().writePatterns(path);
        assertThatThrownBy(() -> ProductFile.read(path))
                .isInstanceOf(BadInputException.class)
                .hasMessage(path + ": no dataset 'object'; the file has dp");
    }
}
