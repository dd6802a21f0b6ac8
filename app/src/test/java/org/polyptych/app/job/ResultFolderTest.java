package org.polyptych.app.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;

class ResultFolderTest {
    @TempDir
    private Path folder;

    private void assertRefused(String what) {
        assertThatThrownBy(() -> ResultFolder.at(folder.resolve("out"), true))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(what)
                .hasMessageContaining("move it away")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {".out.old", ".out.part"})
    void a_hidden_folder_of_somebody_else_is_not_emptied(String name) throws IOException {
        Path hidden = Files.createDirectory(folder.resolve(name));
        Files.writeString(hidden.resolve("result.h5"), "ours");
        Files.writeString(hidden.resolve("thesis.tex"), "years of work");
        assertRefused("'thesis.tex'");
        assertThat(hidden.resolve("thesis.tex")).hasContent("years of work");
        assertThat(hidden.resolve("result.h5")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {".out.old", ".out.part"})
    void nor_one_with_folders_in_it_nor_a_file(String name) throws IOException {
        Path inner = Files.createDirectories(folder.resolve(name).resolve("run.log"));
        assertRefused("'run.log'");
        Files.delete(inner);
        Files.delete(folder.resolve(name));
        Files.writeString(folder.resolve(name), "a file");
        assertRefused("this file");
    }

    @Test
    void what_appears_in_it_while_the_scan_is_read_is_seen_too() throws IOException {
        try (ResultFolder result = ResultFolder.at(folder.resolve("out"), false)) {
            Path old = Files.createDirectory(folder.resolve(".out.old"));
            Files.writeString(old.resolve("mine"), "mine");
            assertThatThrownBy(result::begin).isInstanceOf(BadInputException.class);
            assertThat(old.resolve("mine")).hasContent("mine");
        }
    }

    @Test
    void a_whole_result_that_cannot_be_put_in_its_place_is_kept() throws IOException {
        Path part = folder.resolve(".out.part");
        try (ResultFolder result = ResultFolder.at(folder.resolve("out"), false)) {
            Files.writeString(result.begin().resolve("result.h5"), "hours of work");
            Files.createDirectory(part.resolve("no file"));
            assertThatThrownBy(() -> result.commit(false))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("lies in " + part);
        }
        assertThat(part.resolve("result.h5")).hasContent("hours of work");
    }

    @Test
    void what_was_killed_before_the_first_result_was_in_its_place_gives_back_the_old_one() throws IOException {
        Path target = Files.createDirectory(folder.resolve("out"));
        Files.writeString(target.resolve("looks.csv"), "of the run that was killed");
        Path old = Files.createDirectory(folder.resolve(".out.old"));
        Files.writeString(old.resolve("result.h5"), "hours of work");
        try (ResultFolder result = ResultFolder.at(target, true)) {
            result.begin();
            assertThat(target.resolve("result.h5")).hasContent("hours of work");
            assertThat(target.resolve("looks.csv")).doesNotExist();
        }
        assertThat(target.resolve("result.h5")).hasContent("hours of work");
        assertThat(old).doesNotExist();
    }

    @Test
    void what_is_shown_replaces_the_old_result_with_all_its_files() throws IOException {
        Path target = Files.createDirectory(folder.resolve("out"));
        Files.writeString(target.resolve("result.h5"), "old");
        Files.writeString(target.resolve("beam.json"), "old");
        try (ResultFolder result = ResultFolder.at(target, true)) {
            Files.writeString(result.begin().resolve("result.h5"), "new");
            result.show();
        }
        assertThat(target.resolve("result.h5")).hasContent("new");
        assertThat(target.resolve("beam.json")).doesNotExist();
        assertThat(folder.resolve(".out.old")).doesNotExist();
    }

    @Test
    void somebody_who_only_looks_for_a_moment_keeps_no_run_from_beginning() throws Exception {
        Path part = Files.createDirectory(folder.resolve(".out.part"));
        Path file = part.resolve(FolderLock.FILE);
        FileChannel looking = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        looking.lock();
        Thread other = Thread.ofPlatform().start(() -> {
            try (looking) {
                Thread.sleep(60);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        try (FolderLock taken = FolderLock.take(part).orElseThrow()) {
            assertThat(FolderLock.isTaken(part)).isTrue();
        }
        other.join();
    }
}
