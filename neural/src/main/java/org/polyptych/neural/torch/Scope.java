package org.polyptych.neural.torch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees native memory: every tensor that the thread makes while a scope is open belongs to the innermost one, and is let go
 * when it closes, unless it was {@linkplain #keep kept}. The memory itself lives as long as the graph or another tensor
 * needs it. One scope a step of an optimiser; a tensor made outside of all scopes waits for the garbage collector, which
 * does not see its size.
 */
public final class Scope implements AutoCloseable {
    private static final ThreadLocal<Deque<Scope>> OPEN = ThreadLocal.withInitial(ArrayDeque::new);

    private final PointerScope scope = new PointerScope();
    private final List<Runnable> beforeClosing = new ArrayList<>();

    /** Opens one; close it on the same thread. */
    public static Scope open() {
        Scope opened = new Scope();
        OPEN.get().push(opened);
        return opened;
    }

    private Scope() {}

    /** The one that what this thread makes belongs to; empty if there is none. */
    static Optional<Scope> innermost() {
        return Optional.ofNullable(OPEN.get().peek()).filter(one -> one.scope == PointerScope.getInnerScope());
    }

    /** Has something done when the scope closes, while all that belongs to it is still there. */
    void beforeClosing(Runnable action) {
        beforeClosing.add(action);
    }

    /**
     * Takes something out of all scopes, this one or another that it belongs to, so that it lives until {@link
     * Pointer#close()}: whoever keeps it closes it, as often as it was kept.
     */
    public <P extends Pointer> P keep(P pointer) {
        // The scope that it belongs to gives up its own reference when it closes; this is another.
        return pointer.retainReference();
    }

    /**
     * Lets something live on in the scope around this one: what a part of a computation leaves, while all that it was made
     * from goes. Around the outermost scope it waits for the garbage collector.
     */
    public <P extends Pointer> P pass(P pointer) {
        Iterator<Scope> around = OPEN.get().iterator();
        while (around.hasNext() && around.next() != this) {
            // those inside of this one
        }
        if (around.hasNext()) {
            around.next().scope.attach(pointer);
            return pointer;
        }
        return keep(pointer);
    }

    @Override
    public void close() {
        beforeClosing.reversed().forEach(Runnable::run);
        OPEN.get().remove(this);
        scope.close();
    }
}
