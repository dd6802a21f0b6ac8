package org.polyptych.neural.torch;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;

/** The library of matrix products under libtorch, which has threads and a choice of kernels of its own. */
final class OpenBlas {
    private static final String KERNELS = "OPENBLAS_CORETYPE";

    private OpenBlas() {}

    /**
     * Has it use the kernels with vectors of 512 bits where the processor has them: of newer AMD processors it does not know
     * that and works at half the speed (docs/decisions/0009-libtorch.md). To be called before it is loaded; what the user
     * says in {@code OPENBLAS_CORETYPE} stays.
     */
    static void chooseKernels() {
        if (System.getenv(KERNELS) == null && isAmdWithWideVectors()) {
            try (Arena arena = Arena.ofConfined()) {
                Linker linker = Linker.nativeLinker();
                Optional<MemorySegment> setenv = linker.defaultLookup().find("setenv");
                if (setenv.isPresent()) {
                    MethodHandle handle = linker.downcallHandle(
                            setenv.get(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT));
                    int unused =
                            (int) handle.invokeExact(arena.allocateFrom(KERNELS), arena.allocateFrom("SkylakeX"), 0);
                }
            } catch (Throwable e) {
                throw new IllegalStateException("setenv failed", e);
            }
        }
    }

    private static boolean isAmdWithWideVectors() {
        Path processors = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(processors)) {
            return false;
        }
        try (var lines = Files.lines(processors)) {
            String first = lines.takeWhile(line -> !line.isBlank()).reduce("", (a, b) -> a + " " + b + " ");
            return first.contains("AuthenticAMD")
                    && first.contains(" avx512f ")
                    && first.contains(" avx512dq ")
                    && first.contains(" avx512bw ")
                    && first.contains(" avx512vl ");
        } catch (IOException e) {
            return false;
        }
    }

    /** Threads of a matrix product; empty if this machine's libtorch has another library. */
    static Optional<Integer> threads() {
        return function("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT))
                .map(get -> {
                    try {
                        return (int) get.invokeExact();
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Does nothing if this machine's libtorch has another library. */
    static void useThreads(int threads) {
        function("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                .ifPresent(set -> {
                    try {
                        set.invokeExact(threads);
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        Pointer address = Loader.addressof(name);
        return address == null || address.isNull()
                ? Optional.empty()
                : Optional.of(Linker.nativeLinker().downcallHandle(MemorySegment.ofAddress(address.address()), type));
    }
}
