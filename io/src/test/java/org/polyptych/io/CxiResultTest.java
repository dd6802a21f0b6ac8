package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

class CxiResultTest {
    @TempDir
    private Path folder;

    private Path write(Result result) {
        Path file = folder.resolve("result.cxi");
        CxiResult.write(file, result);
        return file;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void object_probe_positions_and_geometry_come_back_to_the_bit(boolean rich) {
        Result result = rich ? SomeResult.rich() : SomeResult.simple();
        Result read = ResultFiles.read(write(result));
        assertThat(SomeResult.bits(comparable(read, result))).isEqualTo(SomeResult.bits(comparable(result, result)));
        assertThat(read.provenance().geometry()).isEqualTo(result.provenance().geometry());
        assertThat(read.provenance().name()).isEqualTo("Île");
    }

    /** What the format keeps, with losses and light of another. */
    private static Result comparable(Result result, Result other) {
        return new Result(
                result.specimen(),
                result.probe(),
                result.positions(),
                other.illumination(),
                other.losses(),
                result.provenance());
    }

    @Test
    void it_can_be_a_start_again() {
        Result result = SomeResult.simple();
        Path file = write(result);
        Probe probe = ProbeFiles.open(file, SomeResult.ROWS, SomeResult.COLUMNS);
        assertThat(probe.mode(0, 1).re()).isEqualTo(result.probe().mode(0, 1).re());
        Specimen specimen = SpecimenFiles.open(file, image -> {
            throw new AssertionError("the file says where it lies");
        });
        assertThat(specimen.centreX()).isEqualTo(result.specimen().centreX());
    }

    @Test
    void it_is_a_result_and_no_scan() {
        Path file = write(SomeResult.simple());
        assertThat(ResultFiles.isResult(file)).isTrue();
        assertThat(new Cxi().recognises(file)).isFalse();
        Path scan = folder.resolve("scan.cxi");
        CxiFile.write(scan, new SomeScan().scan());
        assertThat(ResultFiles.isResult(scan)).isFalse();
    }

    @Test
    void h5py_opens_what_the_standard_names() {
        Result result = SomeResult.simple();
        String said = Python.withH5py("""
                import sys, h5py
                with h5py.File(sys.argv[1]) as f:
                    o = f['entry_1/image_1/data']
                    print(f['cxi_version'][()], o.dtype, o.shape, o.attrs['pixel_height_m'], o.attrs['pixel_width_m'])
                    s = f['entry_1/instrument_1/source_1']
                    print(s['illumination'].dtype, s['illumination'].shape, round(s['energy'][()] / 1.602176634e-19, 6))
                    print(repr(float(o[2, 3].real)), f['entry_1/sample_1/geometry_1/translation'].shape)
                """, write(result));
        float real = result.specimen().images()[0][0].re()[2 * SomeResult.OBJECT_COLUMNS + 3];
        assertThat(said.lines().toList())
                .isEqualTo(List.of(
                        "160 complex64 (11, 9) 1e-08 2e-08", "complex64 (2, 6, 4) 8800.0", (double) real + " (7, 3)"));
    }

    @Test
    void an_image_that_does_not_say_how_large_its_pixels_are_is_refused_in_a_line() {
        Path file = write(SomeResult.simple());
        Python.withH5py("import sys, h5py; del h5py.File(sys.argv[1], 'r+')['polyptych']", file);
        assertThatThrownBy(() -> ResultFiles.read(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageNotContaining("\n");
    }
}
