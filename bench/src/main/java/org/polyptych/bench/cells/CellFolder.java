package org.polyptych.bench.cells;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;

/**
 * A folder of results, one file for each cell. Several processes may work on one folder; what two do at once is done
 * twice, and the files stay whole.
 */
public final class CellFolder {
    private final Path folder;

    public CellFolder(Path folder) {
        this.folder = folder;
    }

    /** What came out of a cell, if it was run by this very recipe. */
    public Optional<CellResult> result(String id, Recipe recipe) {
        Path file = file(id);
        return Files.exists(file)
                ? Optional.of(CellResult.read(file))
                        .filter(found -> found.recipe().equals(recipe.text()))
                : Optional.empty();
    }

    /**
     * Runs what is missing. A task of an unknown engine or setting is reported and left out, so that a later version can
     * do it; one that diverges is kept as a failure, for that is a finding; one that throws anything else is a defect of
     * the method, is reported, and does not keep the others from running.
     *
     * @param commit of the code, for failures
     */
    public void run(List<? extends Task> tasks, String commit, PrintWriter out) {
        int at = 0;
        for (Task task : tasks) {
            at++;
            if (result(task.id(), task.recipe()).isPresent()) {
                continue;
            }
            try {
                task.check();
            } catch (BadInputException e) {
                said(out, at, tasks, task, "left out: " + e.getMessage());
                continue;
            }
            try {
                CellResult result = run(task, commit);
                result.write(file(task.id()));
                said(
                        out,
                        at,
                        tasks,
                        task,
                        result.failed() ? result.failure() : String.format("%.1f s", result.seconds()));
            } catch (RuntimeException e) {
                said(out, at, tasks, task, "defect: " + e);
            }
        }
    }

    private static CellResult run(Task task, String commit) {
        try {
            return task.run();
        } catch (BadInputException e) {
            return new CellResult(
                    task.id(),
                    task.recipe().text(),
                    e.getMessage(),
                    0,
                    0,
                    task.recipe().settings(),
                    commit,
                    "",
                    LocalDate.now().toString(),
                    0,
                    Double.NaN,
                    Map.of());
        }
    }

    private Path file(String id) {
        return folder.resolve(id + ".json");
    }

    private static void said(PrintWriter out, int at, List<?> tasks, Task task, String what) {
        out.printf("%d/%d %s: %s%n", at, tasks.size(), task.id(), what);
        out.flush();
    }
}
