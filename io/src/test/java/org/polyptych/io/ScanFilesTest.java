package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class ScanFilesTest {
    @TempDir
    Path folder;

    @Test
    void theFormatsOnTheClassPathAreFound() {
        assertThat(ScanFiles.formats()).anyMatch(format -> format instanceof PtychodusPair);
    }

    @Test
    void whatCannotBeAScanIsRefused() throws Exception {
        refused(folder.resolve("missing.h5"), "no such file");
        refused(folder, "this is a folder");
        refused(Files.createFile(folder.resolve("empty.h5")), "the file is empty");
        refused(Files.writeString(folder.resolve("text.h5"), "hello"), "not a scan of a known format; known: ");
        Path other = folder.resolve("other.h5");
        try (Hdf5Writer file = Hdf5Writer.create(other)) {
            file.doubles("photographs", new double[8], 2, 2, 2);
        }
        refused(other, "not a scan of a known format; known: ");
        Path named = folder.resolve("named_dp.h5");
        Files.copy(other, named);
        refused(named, "named_dp.h5");
    }

    @Test
    void theReferenceScanIsReadAsDocumented() {
        Scan scan = ScanFiles.open(SharedData.file("real/siemens_star_aps_para.hdf5"));
        assertThat(scan.name()).isEqualTo("siemens_star_aps");
        assertThat(scan.frames().count()).isEqualTo(516);
        assertThat(scan.frames().rows()).isEqualTo(128);
        assertThat(scan.frames().columns()).isEqualTo(128);
        double counts = IntStream.range(0, 516)
                .mapToDouble(j -> {
                    double sum = 0;
                    for (float a : scan.frames().frame(j)) {
                        sum += (double) a * a;
                    }
                    return sum;
                })
                .average()
                .orElseThrow();
        assertThat(counts).isCloseTo(461212.89, within(0.05));
        XrayGeometry geometry = (XrayGeometry) scan.geometry();
        assertThat(geometry.pixelHeight()).isEqualTo(1e-8);
        assertThat(geometry.energyEv()).isEqualTo(8800);
        assertThat(geometry.distance()).isCloseTo(0.6813771542, within(1e-9));
        assertThat(scan.notes())
                .anyMatch(note -> note.contains("nominal"))
                .noneMatch(note -> note.startsWith("warning"));
    }

    @Test
    void theReferenceScanCutAnywhereIsRefused() throws Exception {
        Path product = SharedData.file("real/siemens_star_aps_para.hdf5");
        Path patterns = SharedData.file("real/siemens_star_aps_dp.hdf5");
        for (Path cut : new Path[] {product, patterns}) {
            Path place = Files.createDirectory(folder.resolve(cut.getFileName() + ".cut"));
            Path other = cut == product ? patterns : product;
            Files.copy(other, place.resolve(other.getFileName().toString()));
            byte[] whole = Files.readAllBytes(cut);
            Path target = place.resolve(cut.getFileName().toString());
            for (int length : new Random(3).ints(15, 8, whole.length).toArray()) {
                Files.write(target, Arrays.copyOf(whole, length));
                refused(target, "damaged or incomplete HDF5 file");
            }
            Path given = place.resolve(other.getFileName().toString());
            assertThatThrownBy(() -> ScanFiles.open(given))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith(target + ": damaged or incomplete HDF5 file");
        }
    }

    private static void refused(Path file, String why) {
        assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file.toString())
                .contains(why)
                .doesNotContain("\n");
    }
}
