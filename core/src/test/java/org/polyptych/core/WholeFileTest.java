package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path folder;

    /** As of two processes: the second begins and ends while the first is writing. */
    @Test
    void of_two_files_that_belong_together_neither_is_replaced_if_one_fails() throws IOException {
        Path first = Files.writeString(folder.resolve("first"), "old");
        Path second = Files.writeString(folder.resolve("second"), "old");
        assertThatThrownBy(() -> WholeFile.write(first, part -> Files.writeString(part, "new"), second, part -> {
                    Files.writeString(part, "half");
                    throw new IOException("disk full");
                }))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(first).hasContent("old");
        assertThat(second).hasContent("old");
        WholeFile.write(first, part -> Files.writeString(part, "new"), second, part -> Files.writeString(part, "new"));
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
        assertThat(first).hasContent("new");
        assertThat(second).hasContent("new");
    }

    @Test
    void twoThatWriteTheSameFileAtOnceBothWriteAWholeOne() {
        Path target = folder.resolve("scan.h5");
        WholeFile.write(target, first -> {
            Files.writeString(first, "the first, ");
            WholeFile.write(target, second -> Files.writeString(second, "the second"));
            assertThat(target).hasContent("the second");
            Files.writeString(first, "the first, whole");
        });
        assertThat(target).hasContent("the first, whole");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aFileThatAppearsMeanwhileIsNotReplacedUnasked() {
        Path target = folder.resolve("scan.h5");
        assertThatThrownBy(() -> WholeFile.writeNew(target, part -> {
                    Files.writeString(part, "mine");
                    Files.writeString(target, "somebody's");
                }))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("scan.h5: exists");
        assertThat(target).hasContent("somebody's");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    /** Checkpoints of runs that are killed again and again do not pile up. */
    @Test
    void whatAKillLeavesOfAFileWrittenThroughIsWrittenOver() throws Exception {
        Path target = folder.resolve("checkpoint.h5");
        Files.writeString(folder.resolve("checkpoint.h5.part"), "half");
        WholeFile.writeThrough(target, part -> Files.writeString(part, "whole"));
        assertThat(target).hasContent("whole");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
