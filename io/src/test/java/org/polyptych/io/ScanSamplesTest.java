package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.physics.Scan;

class ScanSamplesTest {
    @TempDir
    private Path folder;

    static Stream<ScanSample> samples() {
        return ScanSample.all().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_known_by_its_content_and_read_to_the_last_frame(ScanSample sample) throws Exception {
        Path file = sample.write(folder);
        assertThat(ScanFiles.formatOf(file)).isInstanceOf(sample.format());
        Scan scan = ScanFiles.open(file, sample.settings(folder));
        assertThat(scan.notes()).anyMatch(note -> note.startsWith("metadata: "));
        int last = scan.frames().count() - 1;
        assertThat(scan.frames().frame(last))
                .hasSize(scan.geometry().rows() * scan.geometry().columns());
        assertThat(ScanSample.lastCounts(scan)).isCloseTo(sample.lastCounts(), within(1e-4 * sample.lastCounts()));
        assertThat(scan.geometry().pixelHeight()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void no_other_format_takes_it_for_its_own(ScanSample sample) throws Exception {
        Path file = sample.write(folder);
        assertThat(ScanFiles.formats().stream().filter(format -> format.recognises(file)))
                .singleElement()
                .isInstanceOf(sample.format());
    }

    @Test
    void every_format_has_a_sample() {
        assertThat(ScanFiles.formats())
                .allSatisfy(format -> assertThat(ScanSample.all())
                        .as(format.name())
                        .anyMatch(sample -> sample.format() == format.getClass()));
    }
}
