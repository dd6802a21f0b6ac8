package org.polyptych.app.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.ProductFile;
import org.polyptych.physics.Result;

/** What {@code --resume} finds where a run of this name has ended. */
final class FinishedResult {
    private FinishedResult() {}

    /**
     * Says that there is nothing left to do, if that is so.
     *
     * @throws BadInputException if the result is of another run, or if more is asked for and no checkpoint is left
     */
    static Optional<String> of(ResultFolder folder, Job job) {
        Path file = folder.target().resolve(ResultFolder.RESULT);
        if (folder.existing() != ResultFolder.Existing.RESUME || folder.hasCheckpoint() || !Files.exists(file)) {
            return Optional.empty();
        }
        Result.Provenance made = ProductFile.read(file).provenance();
        checkSame(file, made, job);
        int asked = job.recipe().iterations();
        if (made.iterations() > asked) {
            throw new BadInputException(file + ": has " + made.iterations() + " iterations, more than the " + asked
                    + " asked for; ask for more, or start anew with --overwrite");
        }
        boolean goesOn = folder.resumable().isPresent() && made.iterations() < asked;
        if (goesOn) {
            return Optional.empty();
        }
        if (made.iterations() < asked && made.stopped().isEmpty()) {
            throw new BadInputException(
                    file + ": ended after " + made.iterations() + " iterations and kept no checkpoint"
                            + " to go on from (checkpoint.keep=true keeps one); start anew with --overwrite");
        }
        return Optional.of("this run is finished already, after " + made.iterations() + " iterations"
                + (made.stopped().isEmpty() ? "" : " (" + made.stopped() + ")") + "; nothing is left to do");
    }

    private static void checkSame(Path file, Result.Provenance made, Job job) {
        Map<String, String> before = new LinkedHashMap<>(made.settings());
        before.put("program", made.program());
        before.put("engine", made.engine());
        before.put("seed", String.valueOf(made.seed()));
        before.put("scan", made.source());
        Map<String, String> now = new LinkedHashMap<>(job.recipe().identity());
        now.put("scan", job.scan().source());
        now.keySet().retainAll(before.keySet());
        Reconstruction.difference(before, now).ifPresent(difference -> {
            throw new BadInputException(file + ": the result is of another run, so this one cannot go on from it: "
                    + difference + "; give what was given before, or start anew with --overwrite");
        });
    }
}
