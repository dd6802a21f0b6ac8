package org.polyptych.app.job;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.BadInputException;

/**
 * The names that a result takes, and whether they are free to be taken; looks, and changes nothing.
 *
 * @param typed as the user names it
 * @param target where the result will be
 * @param part where it is written
 * @param old where the result before it waits to be deleted
 */
record ResultPlace(Path typed, Path target, Path part, Path old) {
    static ResultPlace of(Path typed) {
        Path target = typed.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null || target.getFileName() == null) {
            throw new BadInputException(typed + ": this cannot be an output folder");
        }
        if (!Files.isDirectory(parent)) {
            throw new BadInputException(typed + ": the folder " + parent + " does not exist; make it first");
        }
        return new ResultPlace(
                typed,
                target,
                target.resolveSibling("." + target.getFileName() + ".part"),
                target.resolveSibling("." + target.getFileName() + ".old"));
    }

    void checkWritable() {
        if (!Files.isWritable(target.getParent())) {
            throw new BadInputException(typed + ": no permission to write in " + target.getParent());
        }
    }

    void checkReplaceable(ResultFolder.Existing existing) {
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new BadInputException(typed + ": exists and is not a folder; name another output folder");
        }
        if (existing == ResultFolder.Existing.REFUSE) {
            throw new BadInputException(typed
                    + ": the output folder exists; name another one, or say --overwrite to replace the result"
                    + (Files.exists(target.resolve(ResultFolder.CHECKPOINT))
                            ? " or --resume to go on from its checkpoint"
                            : ""));
        }
        PlainFolder.foreign(target).ifPresent(name -> {
            throw new BadInputException(
                    typed + ": holds '" + name
                            + "', which is not part of a result of this program, so it is not overwritten; name another folder");
        });
    }

    /** What lies where we write beside the target is emptied, so it must be what a run of ours has left. */
    void checkHidden() {
        for (Path hidden : List.of(part, old)) {
            PlainFolder.foreignInHidden(hidden).ifPresent(what -> {
                throw new BadInputException(typed + ": this run has to write in " + hidden + ", and " + what
                        + " no run of this program has left; move it away, or name another output folder");
            });
        }
    }

    /** A killed run's work is not thrown away unasked. */
    void checkLeftBehind(ResultFolder.Existing existing) {
        if (existing == ResultFolder.Existing.REFUSE && Files.exists(part.resolve(ResultFolder.CHECKPOINT))) {
            throw new BadInputException(typed + ": an earlier run was stopped and left a checkpoint in " + part
                    + "; say --resume to go on from it, or --overwrite to start anew");
        }
    }

    BadInputException taken() {
        return new BadInputException(
                typed + ": another run is writing this result now; wait until it ends, or name another folder");
    }
}
