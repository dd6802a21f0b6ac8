package org.polyptych.app.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.TinyPair;
import org.polyptych.app.plan.Plan;
import org.polyptych.engines.Outcome;
import org.polyptych.io.Hdf5Frames;
import org.polyptych.io.ProductFile;

/** A scan too large for memory stays in its file, and somebody may touch that while hours of work go on. */
class TouchedScanTest {
    @TempDir
    private Path folder;

    /** Standard error of a run; touches a file when the last iteration is told of. */
    private static final class Touching extends StringWriter {
        private final Path file;

        Touching(Path file) {
            this.file = file;
        }

        @Override
        public void write(String text, int from, int count) {
            super.write(text, from, count);
            if (text.startsWith("iteration 2/2")) {
                try {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(12_345_000));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void the_result_is_kept_and_one_line_says_what_could_not_be_made() {
        Path scan = new TinyPair().write(folder);
        Path patterns = folder.resolve("tiny_dp.hdf5");
        Job whole = Job.open(Plan.of(scan.toString(), "rpie").withIterations(2));
        Job job = new Job(
                whole.plan(),
                whole.recipe(),
                whole.scan().withFrames(new Hdf5Frames(patterns, "dp")),
                whole.probe(),
                whole.specimen());
        Path out = folder.resolve("out");
        Touching err = new Touching(patterns);
        Outcome outcome;
        try (Interrupt interrupt = new Interrupt()) {
            outcome = job.run(ResultFolder.at(out, false), "a test", new PrintWriter(err, true), interrupt)
                    .outcome();
        }
        assertThat(ProductFile.read(out.resolve("result.h5")).specimen().image().re())
                .isEqualTo(outcome.result().specimen().image().re());
        assertThat(out.resolve("plan.yaml")).exists();
        assertThat(out.resolve("object_phase.png")).exists();
        assertThat(out.resolve("report.html")).doesNotExist();
        String said = "note: the result is whole, but could not be made: report.html (" + patterns + ": was written to";
        assertThat(err.toString().lines().filter(line -> line.startsWith("note: the result")))
                .singleElement()
                .asString()
                .startsWith(said);
        assertThat(out.resolve("run.log")).content().contains(said);
        assertThat(folder.resolve(".out.part")).doesNotExist();
    }
}
