package org.polyptych.bench.dgp;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.physics.Scan;

/** Where runs happen and what is kept of them, and the last scan that was asked for, since several runs in a row share one. */
final class Where {
    private final Path out;
    private final Path data;
    private final int threads;
    private final String commit;

    private record Made(String trial, Scan scan) {}

    private Optional<Made> last = Optional.empty();

    /**
     * @param out folder of the cells
     * @param data folder of the test data
     * @param commit of the code
     */
    Where(Path out, Path data, int threads, String commit) {
        this.out = out;
        this.data = data;
        this.threads = threads;
        this.commit = commit;
    }

    /** The scan of a trial, made if it is not that of the last call. */
    Scan scan(Trial trial) {
        if (last.filter(made -> made.trial().equals(trial.id())).isEmpty()) {
            // not two at once
            last = Optional.empty();
            last = Optional.of(new Made(trial.id(), trial.scan(this)));
        }
        return last.get().scan();
    }

    /** A file of a run. */
    Path file(String id, String suffix) {
        return out.resolve(id + suffix);
    }

    /**
     * A file of the test data.
     *
     * @throws BadInputException if it is not there
     */
    Path data(String name) {
        Path file = data.resolve(name);
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": there is no such file; --data names the folder of the test data");
        }
        return file;
    }

    int threads() {
        return threads;
    }

    String commit() {
        return commit;
    }

    Parallel parallel() {
        return new Parallel(threads);
    }
}
