package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Specimen;

class ProbeFilesTest {
    @TempDir
    Path folder;

    private final ComplexImage[] two = {ComplexImage.constant(4, 3, 1, 2), ComplexImage.constant(4, 3, 3, 4)};

    @Test
    void npyHoldsOneModeOrSeveral() {
        Path several = npy("several.npy", NpyArray.of(two, 2));
        Path single = npy("single.npy", NpyArray.of(new ComplexImage[] {two[1]}));
        assertThat(ProbeFiles.open(several).modes()).isEqualTo(2);
        assertThat(ProbeFiles.open(several, 4, 3).mode(1).im()).containsOnly(4);
        assertThat(ProbeFiles.open(single).modes()).isEqualTo(1);
        assertThat(ProbeFiles.open(single).mode(0).re()).containsOnly(3);
    }

    @Test
    void npzHoldsItUnderItsNameOrAlone() {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("object", NpyArray.of(new ComplexImage[] {two[0]}, 1));
        Path alone = folder.resolve("alone.npz");
        NpzFile.write(alone, arrays);
        assertThat(ProbeFiles.open(alone).mode(0).re()).containsOnly(1);
        arrays.put("probe", NpyArray.of(two, 2));
        Path named = folder.resolve("named.npz");
        NpzFile.write(named, arrays);
        assertThat(ProbeFiles.open(named).modes()).isEqualTo(2);
        assertThat(specimen(named).image().re()).containsOnly(1);
        arrays.remove("probe");
        arrays.put("other", NpyArray.of(two, 2));
        NpzFile.write(named, arrays);
        refused(named, "no array 'probe'; the file has object, other");
    }

    @Test
    void aProductHoldsBoth() {
        Path path = folder.resolve("result.h5");
        ProductFile.write(path, SomeResult.rich());
        Probe probe = ProbeFiles.open(path);
        assertThat(probe.variations()).isEqualTo(3);
        assertThat(probe.modes()).isEqualTo(2);
        Specimen specimen = specimen(path);
        assertThat(specimen.slices()).isEqualTo(3);
        assertThat(specimen.pixelHeight()).as("the file's, not the caller's").isEqualTo(1e-11);
    }

    @Test
    void anObjectFromNumpyLiesWhereTheCallerSays() {
        Specimen specimen = specimen(npy("object.npy", NpyArray.of(new ComplexImage[] {two[0]})));
        assertThat(specimen.pixelHeight()).isEqualTo(5e-9);
        assertThat(specimen.rowOf(1e-6)).isEqualTo(2);
        assertThat(specimen.columnOf(2e-6)).isEqualTo(1);
    }

    @Test
    void slicesWithoutDistanceAreRefused() {
        Path path = npy("slices.npy", NpyArray.of(two, 2));
        assertThatThrownBy(() -> specimen(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2 slices, but NumPy's files do not say how far apart");
    }

    @Test
    void realNumbersOtherRanksAndSizesAreRefused() throws Exception {
        refused(
                npy("real.npy", NpyArray.of(new float[12], 4, 3)),
                "must be complex, [y, x] or [mode, y, x]; it is float32, 4 x 3");
        refused(npy("four.npy", NpyArray.of(two, 1, 2)), "it is complex64, 1 x 2 x 4 x 3");
        refused(npy("nan.npy", NpyArray.of(new ComplexImage[] {ComplexImage.constant(2, 2, Float.NaN, 0)})), "NaN");
        refused(npy("zero.npy", NpyArray.of(new ComplexImage[] {ComplexImage.zeros(2, 2)})), "zero everywhere");
        refused(folder.resolve("none.npy"), "no such file");
        refused(folder, "this is a folder");
        refused(Files.writeString(folder.resolve("probe.txt"), "x"), "must be .npy, .npz, or an HDF5 product");
        Path small = npy("small.npy", NpyArray.of(two, 2));
        assertThatThrownBy(() -> ProbeFiles.open(small, 8, 8))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("4 x 3 pixels, the frames have 8 x 8");
    }

    @Test
    void theProbesForSimulationAreRead() {
        assertThat(ProbeFiles.open(SharedData.file("probes/recon_203104_t1_mode_probe.npy"))
                        .modes())
                .isEqualTo(5);
        assertThat(specimen(SharedData.file("objects/tungsten_surrogate_241.npy"))
                        .rows())
                .isEqualTo(241);
    }

    private static Specimen specimen(Path path) {
        return SpecimenFiles.open(path, 5e-9, 5e-9, 1e-6, 2e-6);
    }

    private Path npy(String name, NpyArray array) {
        Path path = folder.resolve(name);
        NpyFile.write(path, array);
        return path;
    }

    private static void refused(Path path, String why) {
        assertThatThrownBy(() -> ProbeFiles.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(path.toString())
                .hasMessageContaining(why);
    }
}
