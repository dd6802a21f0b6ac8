package org.polyptych.io.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFiles;
import org.polyptych.io.ScanWriter;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;
import org.polyptych.physics.XrayGeometry;

class LabFramesTest {
    @TempDir
    private Path folder;

    private Path written() {
        float[][] amplitudes = {{1, 2, 3, 4, 5, 6}, {6, 5, 4, 3, 2, 1}};
        Scan scan = new Scan(
                "two",
                "made here",
                new XrayGeometry(2, 3, 2e-8, 1e-8, 8000, Double.NaN),
                new MemoryFrames(2, 3, amplitudes),
                new boolean[] {true, true, false, true, true, true},
                new Positions(new double[] {0, 1e-8}, new double[] {0, -2e-8}),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.List.of());
        return ScanWriter.named("lab").write(folder.resolve("two.lab"), scan).getFirst();
    }

    @Test
    void a_scan_comes_back_as_it_went() {
        Scan read = ScanFiles.open(written());
        assertThat(read.frames().frame(1)).containsExactly(6, 5, 4, 3, 2, 1);
        assertThat(read.positions().x()).containsExactly(0, -2e-8);
        assertThat(read.geometry().pixelHeight()).isEqualTo(2e-8);
        assertThat(read.mask()).containsExactly(true, true, false, true, true, true);
    }

    @Test
    void what_a_person_says_counts_more_than_the_file() {
        Scan read = ScanFiles.open(written(), ReaderSettings.of(Map.of("energy", "9000")));
        assertThat(((XrayGeometry) read.geometry()).energyEv()).isEqualTo(9000);
        assertThat(read.notes()).anyMatch(note -> note.contains("9000 eV as set (file.energy); the file says 8000 eV"));
    }

    @Test
    void a_file_that_is_cut_short_is_refused_in_one_line() throws Exception {
        Path file = written();
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("two.lab: 2 frames of 2 x 3 pixels do not fit a file of");
    }
}
