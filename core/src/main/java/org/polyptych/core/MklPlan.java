package org.polyptych.core;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A committed DFTI descriptor: single precision, split complex, in place, one thread. Owned by one thread at a time.
 * MKL trusts its arguments: what would touch foreign memory is stopped here.
 */
final class MklPlan implements AutoCloseable {
    private static final MklLibrary.Functions MKL = MklLibrary.functions();
    private static final MethodHandle FORWARD = MKL.forward;
    private static final MethodHandle BACKWARD = MKL.backward;

    private static final AtomicInteger OPEN = new AtomicInteger();

    private MemorySegment handle;

    private MklPlan(MemorySegment handle) {
        this.handle = handle;
        OPEN.incrementAndGet();
    }

    /** How many plans hold native memory now, in the whole program. */
    static int openPlans() {
        return OPEN.get();
    }

    /** One unitary two-dimensional transform. */
    static MklPlan of2d(int rows, int columns) {
        return build(
                1 / Math.sqrt((double) rows * columns),
                (arena, out) -> (long) MKL.create2d.invokeExact(
                        out,
                        MklLibrary.SINGLE_PRECISION,
                        MklLibrary.COMPLEX_DOMAIN,
                        2L,
                        arena.allocateFrom(JAVA_LONG, rows, columns)),
                null);
    }

    /**
     * Many unitary one-dimensional transforms.
     *
     * @param length of each transform
     * @param count how many
     * @param stride between elements of one transform
     * @param distance between first elements of neighbouring transforms
     */
    static MklPlan of1d(int length, int count, int stride, int distance) {
        return build(
                1 / Math.sqrt(length),
                (arena, out) -> (long) MKL.create1d.invokeExact(
                        out, MklLibrary.SINGLE_PRECISION, MklLibrary.COMPLEX_DOMAIN, 1L, (long) length),
                new long[] {count, stride, distance});
    }

    private static MklPlan build(double scale, Creation creation, long[] batch) {
        try (Arena arena = Arena.ofConfined();
                Opened opened = new Opened()) {
            MemorySegment out = arena.allocate(ADDRESS);
            MklLibrary.check(creation.create(arena, out), "creating a transform");
            MklPlan plan = opened.add(new MklPlan(out.get(ADDRESS, 0)));
            plan.configure(arena, scale, batch);
            opened.keep();
            return plan;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void configure(Arena arena, double scale, long[] batch) throws Throwable {
        set(handle, MklLibrary.COMPLEX_STORAGE, MklLibrary.REAL_REAL);
        set(handle, MklLibrary.THREAD_LIMIT, 1);
        set(handle, MklLibrary.FORWARD_SCALE, scale);
        set(handle, MklLibrary.BACKWARD_SCALE, scale);
        if (batch != null) {
            MemorySegment strides = arena.allocateFrom(JAVA_LONG, 0, batch[1]);
            set(handle, MklLibrary.NUMBER_OF_TRANSFORMS, batch[0]);
            MklLibrary.check((long) MKL.setPointer.invokeExact(handle, MklLibrary.INPUT_STRIDES, strides), "strides");
            MklLibrary.check((long) MKL.setPointer.invokeExact(handle, MklLibrary.OUTPUT_STRIDES, strides), "strides");
            set(handle, MklLibrary.INPUT_DISTANCE, batch[2]);
            set(handle, MklLibrary.OUTPUT_DISTANCE, batch[2]);
        }
        MklLibrary.check((long) MKL.commit.invokeExact(handle), "preparing a transform");
    }

    private static void set(MemorySegment handle, int key, long value) throws Throwable {
        MklLibrary.check((long) MKL.setLong.invokeExact(handle, key, value), "setting " + key);
    }

    private static void set(MemorySegment handle, int key, double value) throws Throwable {
        MklLibrary.check((long) MKL.setDouble.invokeExact(handle, key, value), "setting " + key);
    }

    /** Throws if an array is too short to hold the image. */
    static void requireRoom(float[] re, float[] im, int pixels) {
        if (re.length < pixels || im.length < pixels) {
            throw new IllegalArgumentException(
                    "the transform needs arrays of " + pixels + " values, got " + re.length + " and " + im.length);
        }
    }

    private MemorySegment open() {
        if (handle == null) {
            throw new IllegalStateException("the transform is closed");
        }
        return handle;
    }

    void forward(MemorySegment re, MemorySegment im) {
        MemorySegment open = open();
        try {
            MklLibrary.check((long) FORWARD.invokeExact(open, re, im), "a transform");
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    void backward(MemorySegment re, MemorySegment im) {
        MemorySegment open = open();
        try {
            MklLibrary.check((long) BACKWARD.invokeExact(open, re, im), "a transform");
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (handle == null) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment pointer = arena.allocate(ADDRESS);
            pointer.set(ADDRESS, 0, handle);
            handle = null;
            OPEN.decrementAndGet();
            MklLibrary.check((long) MKL.free.invokeExact(pointer), "freeing a transform");
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills in a descriptor handle. */
    private interface Creation {
        long create(Arena arena, MemorySegment out) throws Throwable;
    }
}
