package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;

/** Files that h5py has open for writing: read where it lets others read, and said to be so where it does not. */
class BeingWrittenTest {
    private static final String WRITER = """
            import h5py, numpy as np, os, sys
            f = h5py.File(sys.argv[1], 'w', libver='latest')
            d = f.create_dataset('dp', shape=(0, 8, 8), maxshape=(None, 8, 8), dtype='u2', chunks=(1, 8, 8),
                                 compression='gzip')
            if sys.argv[2] == 'swmr':
                f.swmr_mode = True
            d.resize(5, axis=0)
            d[:] = np.arange(5)[:, None, None] + np.ones((8, 8), 'u2')
            d.flush()
            f.flush()
            os._exit(0) # as if it went on
            """;

    @TempDir
    Path folder;

    private Path write(String how) {
        Path path = folder.resolve(how + ".h5");
        Python.withH5py(WRITER, path, how);
        return path;
    }

    @Test
    void framesThatAreThereAreReadAndMayGrow() throws IOException {
        Path path = write("swmr");
        assertThat(Hdf5File.isBeingWritten(path)).isTrue();
        try (Hdf5Frames frames = new Hdf5Frames(path, "dp")) {
            assertThat(frames.count()).isEqualTo(5);
            assertThat(frames.frame(3)).containsOnly(2);
            Files.write(path, new byte[100], StandardOpenOption.APPEND);
            assertThat(frames.frame(0)).containsOnly(1);
        }
    }

    @Test
    void aWriterThatLetsNobodyReadIsNamed() {
        Path path = write("alone");
        assertThatThrownBy(() -> Hdf5File.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("alone.h5", "being written", "h5clear");
    }

    @Test
    void filesThatAreClosedAreNot() {
        Path path = folder.resolve("closed.h5");
        Python.withH5py("""
                import h5py, sys
                with h5py.File(sys.argv[1], 'w', libver='latest') as f:
                    f['x'] = 1
                """, path);
        assertThat(Hdf5File.isBeingWritten(path)).isFalse();
    }
}
