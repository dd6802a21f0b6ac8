package org.polyptych.core;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been opened on the way to something larger, such as the transforms of an engine's state: closed again, last
 * first, unless all went well. For constructors of things that hold native memory:
 *
 * <pre>{@code
 * try (Opened opened = new Opened()) {
 *     this.fft = opened.add(Fft2.of(rows, columns));
 *     ... what may fail ...
 *     opened.keep();
 * }
 * }</pre>
 */
public final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    /** Takes charge of what was opened just now, and gives it back. */
    public <T extends AutoCloseable> T add(T resource) {
        open.push(resource);
        return resource;
    }

    /** All went well: what was opened stays open. */
    public void keep() {
        open.clear();
    }

    @Override
    public void close() {
        IllegalStateException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("could not be closed again", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
