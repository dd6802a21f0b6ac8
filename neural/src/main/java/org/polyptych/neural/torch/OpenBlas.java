package org.polyptych.neural.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The library of matrix products under libtorch, which has threads of its own. Two copies of it are loaded, one of which
 * nobody uses, so that its functions must be looked for in the file that libtorch is linked with.
 */
final class OpenBlas {
    static {
        Libtorch.load();
    }

    private static final Optional<SymbolLookup> LIBRARY = Loader.getLoadedLibraries().values().stream()
            .map(Path::of)
            .filter(file -> {
                String name = file.getFileName().toString();
                return name.matches("(lib)?openblas[.@].*");
            })
            .findFirst()
            .map(file -> SymbolLookup.libraryLookup(file, Arena.global()));
    private static final Optional<MethodHandle> GET =
            function("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final Optional<MethodHandle> SET =
            function("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
    private static final Optional<MethodHandle> KERNELS =
            function("openblas_get_corename", FunctionDescriptor.of(ValueLayout.ADDRESS));

    private OpenBlas() {}

    /** Threads of a matrix product; empty if libtorch has another library here. */
    static Optional<Integer> threads() {
        return GET.map(get -> {
            try {
                return (int) get.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Does nothing if libtorch has another library here. */
    static void useThreads(int threads) {
        SET.ifPresent(set -> {
            try {
                set.invokeExact(threads);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** The kind of processor whose kernels it uses, such as SkylakeX; empty if libtorch has another library here. */
    static Optional<String> kernels() {
        return KERNELS.map(name -> {
            try {
                return ((MemorySegment) name.invokeExact()).reinterpret(64).getString(0);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
        return LIBRARY.flatMap(library -> library.find(name))
                .map(address -> Linker.nativeLinker().downcallHandle(address, type));
    }
}
