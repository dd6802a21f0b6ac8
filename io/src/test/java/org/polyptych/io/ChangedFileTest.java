package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Frames;

/** Frames that stay in a file which somebody changes. */
class ChangedFileTest {
    @TempDir
    Path folder;

    private Path file;
    private Frames frames;

    @BeforeEach
    void open() {
        file = folder.resolve("scan.cxi");
        CxiFile.write(file, new SomeScan().scan());
        frames = new Cxi(1).read(file, ReaderSettings.NONE).frames();
        assertThat(frames).isInstanceOf(Hdf5Frames.class);
        assertThat(frames.frame(3)).isEqualTo(new SomeScan().amplitudes[3]);
    }

    @Test
    void aFileThatGrowsIsNoticed() throws Exception {
        Files.write(file, new byte[100], StandardOpenOption.APPEND);
        refused("has changed from");
    }

    @Test
    void aFileThatIsCutIsNoticed() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 3));
        refused("has changed from");
    }

    @Test
    void aFileThatIsWrittenToIsNoticed() throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis() + 5000));
        refused("was written to");
    }

    @Test
    void aFileThatIsReplacedIsNoticed() throws Exception {
        Path other = folder.resolve("other.cxi");
        Files.copy(file, other);
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        refused("was replaced by another file");
    }

    @Test
    void aFileThatIsRemovedIsNoticed() throws Exception {
        Files.delete(file);
        refused("has gone");
    }

    private void refused(String what) {
        assertThatThrownBy(() -> frames.frame(5))
                .isInstanceOf(BadInputException.class)
                .message()
                .startsWith(file + ": " + what)
                .contains("while it was being read")
                .doesNotContain("\n");
    }
}
