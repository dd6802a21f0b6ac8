package org.polyptych.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.Parallel;

/** Both sides of the measurement decode the same frames. */
class ThroughputTest {
    private static final String PLUGINS = "/usr/lib/x86_64-linux-gnu/hdf5/serial/plugins";

    @TempDir
    Path folder;

    @Test
    void oursAndTheirsDecodeWhatTheCFiltersWrote() throws Exception {
        Assumptions.assumeTrue(
                Files.exists(Path.of(PLUGINS, "libh5bshuf.so")), "Debian's HDF5 filters are absent: " + PLUGINS);
        Path file = folder.resolve("frames.h5");
        CDecoder.make(file, 1, PLUGINS);
        OurDecoder ours = new OurDecoder(file, "bitshuffle-lz4-u2");
        assertThat(ours.plainBytes()).isEqualTo(2L * 1062 * 1028);
        assertThat(ours.storedBytes()).isBetween(1000L, ours.plainBytes() / 3);
        try (CDecoder c = CDecoder.of(file, 1, PLUGINS);
                Parallel parallel = new Parallel(1)) {
            assertThat(ours.rate(0.05, parallel)).isPositive();
            assertThat(c.rate("bitshuffle-lz4-u2", 0.05)).isPositive();
        }
    }
}
