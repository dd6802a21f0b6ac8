package org.polyptych.neural.torch;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;

/**
 * The library of matrix products under libtorch, which has threads of its own. Two copies of it are loaded, and which of them
 * libtorch's calls end in is up to the loader: both are told.
 */
final class OpenBlas {
    static {
        Libtorch.load();
    }

    private static final List<SymbolLookup> COPIES = Loader.getLoadedLibraries().values().stream()
            .map(Path::of)
            .filter(file -> file.getFileName().toString().matches("(lib)?openblas(_nolapack)?[.@].*"))
            .distinct()
            .map(file -> SymbolLookup.libraryLookup(file, Arena.global()))
            .toList();
    private static final List<MethodHandle> GET =
            functions("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT));
    private static final List<MethodHandle> SET =
            functions("openblas_set_num_threads", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
    private static final List<MethodHandle> KERNELS =
            functions("openblas_get_corename", FunctionDescriptor.of(ValueLayout.ADDRESS));

    private OpenBlas() {}

    /** Threads of a matrix product; empty if libtorch has another library here. */
    static Optional<Integer> threads() {
        return GET.stream().findFirst().map(get -> {
            try {
                return (int) get.invokeExact();
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** Does nothing if libtorch has another library here. */
    static void useThreads(int threads) {
        for (MethodHandle set : SET) {
            try {
                set.invokeExact(threads);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** The kind of processor whose kernels it uses, such as SkylakeX; empty if libtorch has another library here. */
    static Optional<String> kernels() {
        return KERNELS.stream().findFirst().map(name -> {
            try {
                return ((MemorySegment) name.invokeExact()).reinterpret(64).getString(0);
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<MethodHandle> functions(String name, FunctionDescriptor type) {
        return COPIES.stream()
                .flatMap(copy -> copy.find(name).stream())
                .map(address -> Linker.nativeLinker().downcallHandle(address, type))
                .toList();
    }
}
