package org.polyptych.app.stream;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.polyptych.app.job.Job;
import org.polyptych.app.job.JobEnd;
import org.polyptych.app.job.ResultFolder;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Observer;
import org.polyptych.io.Growing;
import org.polyptych.io.Look;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Follows a scan while it is written. The picture grows with every look that finds frames. Once the scan is whole all of it
 * is reconstructed: by an engine that works on each frame once exactly as if it had never been followed, by any other from
 * the object and the probe so far.
 */
public final class StreamJob {
    /** With fewer frames nothing is begun: neither a probe nor a scale can be had from them. */
    private static final int FEWEST = 8;

    /** With as many, what is wrong is no accident of the first ones. */
    private static final int ENOUGH = 64;

    /** What lacks beside frames is said if it has not come after this, in seconds without anything new. */
    private static final double PATIENCE = 5;

    private static final long NAP_MILLIS = 20;

    private final StreamRequest request;
    private final LiveReconstruction live;
    private final Growing growing;
    private final StreamProgress progress;
    private final PrintWriter err;
    private final LookTable table = new LookTable();
    private final long start = System.nanoTime();

    /**
     * Looks whether all that is asked for can be done, and at nothing else.
     *
     * @param err where progress goes
     * @throws BadInputException if it cannot
     */
    public StreamJob(StreamRequest request, PrintWriter err) {
        this.request = request;
        this.live = new LiveReconstruction(request);
        this.growing = Growing.at(Path.of(request.plan().scan()), request.plan().reader());
        this.progress = new StreamProgress(err);
        this.err = err;
    }

    /**
     * Follows the scan to its end, and writes the folder.
     *
     * @param command what was typed, for the log
     * @param interrupt asked all the time; the result so far stays once it says true
     */
    public StreamEnd run(ResultFolder folder, String command, BooleanSupplier interrupt) {
        try (folder) {
            Path part = folder.begin();
            LiveFiles files = new LiveFiles(folder, part, progress::note);
            Quiet quiet = new Quiet(now());
            double before = Double.NaN;
            Look look = null;
            while (true) {
                double looked = now();
                Look next = growing.look();
                look = look == null ? next : look.then(next);
                quiet.seen(look, looked);
                Optional<String> end = end(look, quiet.seconds(looked));
                if (end.isPresent()) {
                    progress.end();
                    return whole(look, end.get(), folder, part, command, interrupt);
                }
                progress.waiting(take(look, looked, before, files, interrupt));
                before = looked;
                if (interrupt.getAsBoolean()) {
                    return ended("interrupted", Optional.empty());
                }
                if (table.isEmpty() && look.lacking() && quiet.seconds(now()) > PATIENCE) {
                    throw new BadInputException(look.obstacle());
                }
                sleepUntil(looked + request.every(), interrupt);
            }
        } finally {
            progress.end();
            live.close();
        }
    }

    private double now() {
        return 1e-9 * (System.nanoTime() - start);
    }

    /** Has what has come reconstructed and shown; says what is in the way, or nothing. */
    private String take(Look look, double looked, double before, LiveFiles files, BooleanSupplier interrupt) {
        int inPicture = table.frames();
        if (look.scan().isEmpty() || look.count() < FEWEST || look.count() == inPicture) {
            return look.obstacle();
        }
        double from = now();
        Result result;
        Scan scan;
        try {
            scan = live.prepared(look.scan().get(), look.indexes());
            from = now();
            result = live.take(scan, interrupt);
        } catch (BadInputException e) {
            // a few frames may be too few, or lie where they have no neighbours yet
            if (table.isEmpty() && look.count() >= ENOUGH) {
                throw e;
            }
            return e.getMessage();
        }
        if (result.losses().length == 0) {
            return look.obstacle(); // interrupted before there was anything to show
        }
        double seconds = now() - from;
        int further = look.count() - inPicture;
        double worked = live.worked(further, look.count());
        double loss = result.losses()[result.losses().length - 1];
        boolean first = table.isEmpty();
        double waitedFrom = first ? looked : before;
        // the table in the folder is that of the picture beside it, but for the time of writing both
        LookLine drawn = new LookLine(looked, now(), look.count(), further, now() - waitedFrom, worked, seconds, loss);
        table.add(drawn);
        files.show(result, table, first || !live.once());
        LookLine line = drawn.doneAt(now(), waitedFrom);
        table.replaceLast(line);
        double arriving = first ? Double.NaN : further / (looked - before);
        progress.tell(line, look.planned(), arriving);
        String obstacle = live.learn(scan, files, Math.max(1, request.every()), interrupt);
        return obstacle.isEmpty() ? look.obstacle() : obstacle;
    }

    /**
     * How it is known that nothing more will come, if it is.
     *
     * @param quiet seconds without anything new when it was looked: what this look has found is new, however long it took
     */
    private Optional<String> end(Look look, double quiet) {
        if (look.whole()) {
            return Optional.of("all " + look.count() + " positions have frames");
        }
        if (request.idle() > 0 && quiet >= request.idle()) {
            return Optional.of("nothing new has come for "
                    + String.valueOf(request.idle()).replaceAll("\\.0$", "") + " s; " + look.count() + " frames have"
                    + (look.planned().isPresent() ? " of " + look.planned().getAsInt() : ""));
        }
        return Optional.empty();
    }

    private StreamEnd whole(
            Look look, String ended, ResultFolder folder, Path part, String command, BooleanSupplier interrupt) {
        if (look.scan().isEmpty()) {
            throw new BadInputException(look.obstacle() + " (" + ended + ")");
        }
        String why = look.obstacle().isEmpty() ? ended : ended + "; in the way was: " + look.obstacle();
        err.println("the scan has ended: " + why);
        int[] order = look.inFileOrder();
        int[] indexes = new int[order.length];
        for (int k = 0; k < order.length; k++) {
            indexes[k] = look.indexes()[order[k]];
        }
        Scan scan = live.prepared(look.scan().get().select(order), indexes).withNote("stream: " + why);
        if (!table.isEmpty()) {
            table.write(part.resolve(ResultFolder.LOOKS));
        }
        Job job = live.last(scan, look.whole(), part);
        JobEnd end = job.run(folder, command, err, interrupt, Observer.NONE);
        return ended(why, Optional.of(new StreamEnd.Whole(job, end)));
    }

    private StreamEnd ended(String why, Optional<StreamEnd.Whole> whole) {
        boolean shown = !table.isEmpty();
        return new StreamEnd(
                why,
                whole,
                shown,
                shown ? table.arriving() : Double.NaN,
                shown ? table.engine() : Double.NaN,
                table.greatestLag(),
                table.longestLag());
    }

    private void sleepUntil(double then, BooleanSupplier interrupt) {
        try {
            while (now() < then && !interrupt.getAsBoolean()) {
                Thread.sleep(NAP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
