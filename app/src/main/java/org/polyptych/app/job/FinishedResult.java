package org.polyptych.app.job;

import java.nio.file.Files;
import java.nio.file.Path;
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
        int asked = job.recipe().iterations();
        if (folder.resumable().isPresent() && made.iterations() < asked) {
            return Optional.empty(); // The checkpoint knows whether it is of this run.
        }
        checkSame(file, made, job);
        if (made.iterations() > asked) {
            throw new BadInputException(file + ": has " + made.iterations() + " iterations, more than the " + asked
                    + " asked for; ask for more, or start anew with --overwrite");
        }
        if (made.iterations() < asked && made.stopped().isEmpty()) {
            throw new BadInputException(
                    file + ": ended after " + made.iterations() + " iterations and kept no checkpoint"
                            + " to go on from (checkpoint.keep=true keeps one); start anew with --overwrite");
        }
        return Optional.of("this run is finished already, after " + made.iterations() + " iterations"
                + (made.stopped().isEmpty() ? "" : " (" + made.stopped() + ")") + "; nothing is left to do");
    }

    /** The recipe first: to compare the data all frames are read. */
    private static void checkSame(Path file, Result.Provenance made, Job job) {
        if (made.identity().isEmpty()) {
            throw new BadInputException(file + ": does not say what it was made from, so that nobody can tell whether"
                    + " this run would give the same; start anew with --overwrite");
        }
        Reconstruction.difference(made.identity(), job.recipe().identity())
                .or(() -> Reconstruction.difference(
                        made.identity(), job.recipe().identity(job.scan(), job.probe(), job.specimen())))
                .ifPresent(difference -> {
                    throw new BadInputException(file + ": the result is of another run, so this one cannot go on from"
                            + " it: " + difference + "; give what was given before, or start anew with --overwrite");
                });
    }
}
