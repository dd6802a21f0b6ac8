package org.polyptych.neural.torch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** What the program holds outside Java's heap; libtorch's tensors lie there. */
public final class NativeMemory {
    /** Fields of glibc's {@code struct mallinfo2}, all {@code size_t}. */
    private static final int FIELDS = 10;

    private static final int ARENA = 0;
    private static final int MAPPED = 4;
    private static final int IN_USE = 7;
    private static final long PAGE = 4096;

    /** Larger than any block that glibc keeps unless it is told to. */
    private static final long LARGE = 64L << 20;

    private NativeMemory() {}

    /**
     * Bytes that have been taken from the C library and not been given back, by everything in the process; empty where the
     * library is not glibc 2.33 or later.
     */
    public static OptionalLong inUse() {
        return info().map(info -> OptionalLong.of(info[IN_USE] + info[MAPPED])).orElse(OptionalLong.empty());
    }

    private static Optional<long[]> info() {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor type = FunctionDescriptor.of(
                MemoryLayout.structLayout(MemoryLayout.sequenceLayout(FIELDS, ValueLayout.JAVA_LONG)));
        return linker.defaultLookup().find("mallinfo2").map(function -> {
            MethodHandle handle = linker.downcallHandle(function, type);
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment info = (MemorySegment) handle.invokeExact((SegmentAllocator) arena);
                return info.toArray(ValueLayout.JAVA_LONG);
            } catch (Throwable e) {
                throw new IllegalStateException("mallinfo2 cannot be called", e);
            }
        });
    }

    /** Bytes of the process that lie in memory, Java's heap included; empty where the system does not say. */
    public static OptionalLong resident() {
        Path file = Path.of("/proc/self/statm");
        try {
            return Files.isReadable(file)
                    ? OptionalLong.of(Long.parseLong(Files.readString(file).split(" ")[1]) * PAGE)
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /**
     * Whether large blocks stay in the process when they are given back, as the launcher has it: tried with one. False where
     * the C library does not say.
     */
    public static boolean keepsBlocks() {
        Optional<long[]> before = info();
        if (before.isEmpty()) {
            return false;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle take = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("malloc"),
                FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_LONG));
        MethodHandle give = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("free"), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        long[] during;
        try {
            MemorySegment block = (MemorySegment) take.invokeExact(LARGE);
            during = info().orElseThrow();
            give.invokeExact(block);
        } catch (Throwable e) {
            throw new IllegalStateException("malloc cannot be called", e);
        }
        // Other threads take and give meanwhile, but nothing of this size.
        boolean mapped = during[MAPPED] - before.get()[MAPPED] > LARGE / 2;
        boolean trimmed = during[ARENA] - info().orElseThrow()[ARENA] > LARGE / 2;
        return !mapped && !trimmed;
    }
}
