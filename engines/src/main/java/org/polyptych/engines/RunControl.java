package org.polyptych.engines;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.polyptych.core.Checkpoint;

/**
 * What goes on around a run: who watches, who may stop it, where it goes on from, and where its checkpoints go.
 *
 * @param observer told of every iteration
 * @param cancelled asked between iterations; the result so far is returned once it says true
 * @param resume reads where to go on from, once, so that nobody holds it longer than needed; the start if absent
 * @param checkpoints takes checkpoints and puts each in its place, on a thread of its own; none are made if absent
 * @param notes told in one line what the user should know: what was resumed, what could not be written
 */
public record RunControl(
        Observer observer,
        BooleanSupplier cancelled,
        Optional<Supplier<Checkpoint>> resume,
        Optional<Consumer<Checkpoint>> checkpoints,
        Consumer<String> notes) {

    /** Nobody watches, nothing is written. */
    public static RunControl none() {
        return of(Observer.NONE, () -> false);
    }

    /** A run from the start, without checkpoints. */
    public static RunControl of(Observer observer, BooleanSupplier cancelled) {
        return new RunControl(observer, cancelled, Optional.empty(), Optional.empty(), note -> {});
    }
}
