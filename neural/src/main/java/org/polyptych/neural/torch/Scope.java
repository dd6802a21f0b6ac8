package org.polyptych.neural.torch;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees native memory: every tensor that the thread makes while a scope is open belongs to the innermost one, and is let go
 * when it closes, unless it was {@linkplain #keep kept}. The memory itself lives as long as the graph or another tensor
 * needs it. One scope a step of an optimiser; a tensor made outside of all scopes waits for the garbage collector, which
 * does not see its size.
 */
public final class Scope implements AutoCloseable {
    private final PointerScope scope = new PointerScope();

    /** Opens one; close it on the same thread. */
    public static Scope open() {
        return new Scope();
    }

    private Scope() {}

    /** Takes something out of the scope, so that it lives until {@link Pointer#close()}: whoever keeps it closes it. */
    public <P extends Pointer> P keep(P pointer) {
        // The scope's own is the only reference: giving it up without another would free the memory at once.
        pointer.retainReference();
        scope.detach(pointer);
        return pointer;
    }

    @Override
    public void close() {
        scope.close();
    }
}
