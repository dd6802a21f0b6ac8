package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;

/** A file of some kilobytes may promise 2^62 numbers. */
class HugeDatasetTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "dp, 4611686018427387904, 1, 1",
        "dp, 1099511627776, 2048, 2048",
        "dp, 2000000000, 1, 1",
        "dp, 4, 2000000000, 1",
        "diffamp, 4611686018427387904, 1, 1",
        "entry_1, 4611686018427387904, 1, 1",
        "entry_1, 1099511627776, 2048, 2048",
    })
    void what_no_memory_holds_is_refused_in_one_line(String dataset, long frames, int rows, int columns) {
        Path file = folder.resolve("huge.h5");
        String name = dataset;
        try (Hdf5Writer writer = Hdf5Writer.create(file)) {
            if (dataset.equals("entry_1")) {
                for (String group :
                        new String[] {"entry_1", "entry_1/instrument_1", "entry_1/instrument_1/detector_1"}) {
                    writer.group(group);
                }
                name = "entry_1/instrument_1/detector_1/data";
            }
            if (dataset.equals("dp")) {
                writer.doubles("probe_position_y_m", new double[] {0}, 1);
                writer.doubles("probe_position_x_m", new double[] {0}, 1);
            }
            writer.frames(name, StoredType.UINT16, frames, rows, columns).close();
        }
        String frame = name;
        long before = used();
        assertThatThrownBy(() -> ScanFiles.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("huge.h5")
                .hasMessageContaining(frame)
                .hasMessageContaining("too large")
                .hasMessageNotContaining("\n");
        assertThat(used() - before).isLessThan(Runtime.getRuntime().maxMemory() / 4);
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
