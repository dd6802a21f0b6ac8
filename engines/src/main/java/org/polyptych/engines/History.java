package org.polyptych.engines;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.polyptych.core.Snapshot;

/**
 * What a run leaves behind it, beside the state of what steps: losses, time, and the looks at what is held out. All that
 * rules of stopping may ask.
 */
public final class History {
    private final LossList losses = new LossList();
    private final LossList checks = new LossList();
    private final List<Long> resumes = new ArrayList<>();
    private double seconds;
    private Optional<Best> best = Optional.empty();

    /**
     * The best look at what was held out.
     *
     * @param iteration completed iterations
     */
    public record Best(int iteration, double loss) {}

    void add(double loss, double secondsNow) {
        losses.add(loss);
        seconds = secondsNow;
    }

    /** The losses of all iterations so far. */
    LossList losses() {
        return losses;
    }

    /** The losses of all iterations so far, copied. */
    public double[] allLosses() {
        return losses.toArray();
    }

    /** Wall-clock seconds of all iterations so far, also of those before a resume. */
    public double seconds() {
        return seconds;
    }

    /** Takes the time, also within an iteration, whose loss is not known yet. */
    public void setSeconds(double secondsNow) {
        seconds = secondsNow;
    }

    /** The run goes on after the given number of iterations. */
    public void resumed(int iteration) {
        resumes.add((long) iteration);
    }

    /** Where the run went on after it had ended, in words; empty if it never did. */
    public String resumes() {
        return resumes.isEmpty()
                ? ""
                : "after iteration " + resumes.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /**
     * Takes the loss of what is held out.
     *
     * @param iteration completed iterations
     * @return whether it is the best so far
     */
    public boolean check(int iteration, double loss) {
        checks.add(loss);
        if (best.isPresent() && !(loss < best.get().loss())) {
            return false;
        }
        best = Optional.of(new Best(iteration, loss));
        return true;
    }

    /** Of what was held out; empty if it was never looked at. */
    public Optional<Best> best() {
        return best;
    }

    /** The held-out losses so far. */
    LossList looks() {
        return checks;
    }

    /** The held-out losses so far, copied. */
    public double[] checks() {
        return checks.toArray();
    }

    /** All of it as named arrays that later iterations do not change. */
    public Snapshot save() {
        Snapshot snapshot = new Snapshot();
        snapshot.doubles().put("losses", losses.toArray());
        snapshot.doubles().put("held_out_losses", checks.toArray());
        snapshot.doubles().put("seconds", new double[] {seconds});
        snapshot.longs()
                .put("resumes", resumes.stream().mapToLong(Long::longValue).toArray());
        best.ifPresent(kept -> {
            snapshot.longs().put("best_iteration", new long[] {kept.iteration()});
            snapshot.doubles().put("best_loss", new double[] {kept.loss()});
        });
        return snapshot;
    }

    /** Puts back what {@link #save()} gave. */
    public void restore(Snapshot snapshot) {
        losses.set(snapshot.doubles().get("losses"));
        checks.set(snapshot.doubles().get("held_out_losses"));
        resumes.clear();
        Arrays.stream(snapshot.longs().get("resumes")).forEach(resumes::add);
        seconds = snapshot.doubles().get("seconds")[0];
        best = snapshot.longs().containsKey("best_iteration")
                ? Optional.of(new Best(
                        (int) snapshot.longs().get("best_iteration")[0],
                        snapshot.doubles().get("best_loss")[0]))
                : Optional.empty();
    }
}
