package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.physics.Scan;

/** Every shared file of the folders formats and real opens, or says exactly what to supply and opens when that is supplied. */
class SharedFilesTest {
    /** What the files do not say. Nominal numbers: they are not checked here. */
    private static final Map<String, Map<String, String>> SUPPLIED = Map.of(
            "aps_scan235_20frames.npz", Map.of("energy", "8800", "distance", "1.9", "detectorPixel", "1.7e-4"),
            "example_nxptycho_cxi_compatible.nxs", Map.of(),
            "rotavirus_4dstem_48x48_dense_bin2.h5", Map.of());

    /** Results of reconstructions, and arrays that are one: they open as probe and object. */
    private static final List<String> RESULTS =
            List.of("diamond_scan1.ptyr", "ptypy0.9_moonflower64.ptyr", "siemens_star_reference_ptychi_lsqml60.npz");

    static Stream<Path> files() throws IOException {
        Path folder = SharedData.file("real").getParent();
        try (Stream<Path> formats = Files.list(folder.resolve("formats"));
                Stream<Path> real = Files.list(folder.resolve("real"))) {
            return Stream.concat(formats, real)
                    .filter(file -> !file.toString().endsWith(".png"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_opens_or_says_what_to_supply(Path file) {
        String name = file.getFileName().toString();
        if (RESULTS.contains(name)) {
            assertThat(ProbeFiles.open(file).rows()).isPositive();
            return;
        }
        Map<String, String> supplied = SUPPLIED.getOrDefault(name, Map.of());
        try {
            check(ScanFiles.open(file));
            assertThat(supplied).as("needs nothing").isEmpty();
        } catch (BadInputException e) {
            assertThat(e.getMessage()).doesNotContain("\n").contains(name);
            assertThat(supplied).as(e.getMessage()).isNotEmpty();
            assertThat(supplied.keySet())
                    .allSatisfy(key -> assertThat(e.getMessage()).contains("--set file." + key + "="));
            check(ScanFiles.open(file, ReaderSettings.of(supplied)));
        }
    }

    private static void check(Scan scan) {
        int last = scan.frames().count() - 1;
        double light = 0;
        for (float amplitude : scan.frames().frame(last)) {
            light += amplitude;
        }
        assertThat(light).isPositive();
        assertThat(scan.positions().count()).isEqualTo(last + 1);
        assertThat(scan.geometry().pixelHeight()).isPositive().isFinite();
    }
}
