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
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the program holds outside Java's heap; libtorch's tensors lie there. */
public final class NativeMemory {
    /** Fields of glibc's {@code struct mallinfo2}, all {@code size_t}. */
    private static final int FIELDS = 10;

    private static final int MAPPED = 4;
    private static final int IN_USE = 7;
    private static final long PAGE = 4096;

    /** The variables that keep glibc from giving large blocks back to the system at every step. */
    private static final List<String> VARIABLES =
            List.of("MALLOC_ARENA_MAX", "MALLOC_MMAP_THRESHOLD_", "MALLOC_TRIM_THRESHOLD_");

    private NativeMemory() {}

    /**
     * Bytes that have been taken from the C library and not been given back, by everything in the process; empty where the
     * library is not glibc 2.33 or later.
     */
    public static OptionalLong inUse() {
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("mallinfo2");
        if (function.isEmpty()) {
            return OptionalLong.empty();
        }
        FunctionDescriptor type = FunctionDescriptor.of(
                MemoryLayout.structLayout(MemoryLayout.sequenceLayout(FIELDS, ValueLayout.JAVA_LONG)));
        MethodHandle handle = linker.downcallHandle(function.get(), type);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = (MemorySegment) handle.invokeExact((SegmentAllocator) arena);
            return OptionalLong.of(
                    info.getAtIndex(ValueLayout.JAVA_LONG, IN_USE) + info.getAtIndex(ValueLayout.JAVA_LONG, MAPPED));
        } catch (Throwable e) {
            throw new IllegalStateException("mallinfo2 cannot be called", e);
        }
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

    /** Whether the C library was told, before the program began, to keep large blocks; the launcher does. */
    public static boolean keepsBlocks() {
        return VARIABLES.stream().allMatch(name -> System.getenv(name) != null);
    }
}
