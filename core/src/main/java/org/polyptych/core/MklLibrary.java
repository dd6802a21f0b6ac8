package org.polyptych.core;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_DOUBLE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import org.bytedeco.javacpp.Loader;

/**
 * MKL's discrete Fourier transform interface (DFTI), bound by hand. The shared libraries come from the class path and
 * are unpacked once into JavaCPP's cache folder. Constants and signatures as in MKL's {@code mkl_dfti.h}.
 */
final class MklLibrary {
    static final int SINGLE_PRECISION = 35;
    static final int COMPLEX_DOMAIN = 32;
    static final int FORWARD_SCALE = 4;
    static final int BACKWARD_SCALE = 5;
    static final int NUMBER_OF_TRANSFORMS = 7;
    static final int COMPLEX_STORAGE = 8;
    static final int INPUT_STRIDES = 12;
    static final int OUTPUT_STRIDES = 13;
    static final int INPUT_DISTANCE = 14;
    static final int OUTPUT_DISTANCE = 15;
    static final int THREAD_LIMIT = 27;
    static final long REAL_REAL = 42;

    private static final int THREADING_INTEL = 0;

    private static final String PLATFORM_FOLDER = "/org/bytedeco/mkl/linux-x86_64/";
    private static final String RUNTIME = "libmkl_rt.so.2";
    /** What {@link #RUNTIME} opens from its own folder, by the processor it finds. */
    private static final String[] COMPANIONS = {
        "libiomp5.so",
        "libmkl_core.so.2",
        "libmkl_intel_lp64.so.2",
        "libmkl_intel_thread.so.2",
        "libmkl_def.so.2",
        "libmkl_mc3.so.2",
        "libmkl_avx2.so.2",
        "libmkl_avx512.so.2"
    };

    private MklLibrary() {}

    static boolean available() {
        return Holder.FAILURE == null;
    }

    /** Why MKL cannot be used; null if it can. */
    static String failure() {
        return Holder.FAILURE;
    }

    static Functions functions() {
        if (Holder.FAILURE != null) {
            throw new IllegalStateException("MKL cannot be used: " + Holder.FAILURE);
        }
        return Holder.FUNCTIONS;
    }

    /** Throws if a DFTI call did not return 0. */
    static void check(long status, String what) {
        if (status != 0) {
            throw new IllegalStateException("MKL: " + what + " failed with status " + status);
        }
    }

    /** Loaded on first use only. */
    private static final class Holder {
        static final Functions FUNCTIONS;
        static final String FAILURE;

        static {
            Functions functions = null;
            String failure = null;
            try {
                functions = new Functions(SymbolLookup.libraryLookup(unpack().toPath(), Arena.global()));
            } catch (IOException | RuntimeException | LinkageError e) {
                failure = e.getMessage();
            }
            FUNCTIONS = functions;
            FAILURE = failure;
        }
    }

    private static File unpack() throws IOException {
        for (String companion : COMPANIONS) {
            Loader.cacheResource(resource(companion));
        }
        return Loader.cacheResource(resource(RUNTIME));
    }

    private static URL resource(String name) throws IOException {
        URL url = MklLibrary.class.getResource(PLATFORM_FOLDER + name);
        if (url == null) {
            throw new IOException("no MKL for this platform on the class path");
        }
        return url;
    }

    /** The functions used. {@code forward} and {@code backward} take heap arrays without copying them. */
    static final class Functions {
        final MethodHandle create1d;
        final MethodHandle create2d;
        final MethodHandle setLong;
        final MethodHandle setDouble;
        final MethodHandle setPointer;
        final MethodHandle commit;
        final MethodHandle free;
        final MethodHandle forward;
        final MethodHandle backward;

        Functions(SymbolLookup symbols) {
            Linker linker = Linker.nativeLinker();
            var status = FunctionDescriptor.of(JAVA_LONG);
            var descriptor = symbols.findOrThrow("DftiCreateDescriptor");
            var head = status.appendArgumentLayouts(ADDRESS, JAVA_INT, JAVA_INT, JAVA_LONG);
            var variadic4 = Linker.Option.firstVariadicArg(4);
            create1d = linker.downcallHandle(descriptor, head.appendArgumentLayouts(JAVA_LONG), variadic4);
            create2d = linker.downcallHandle(descriptor, head.appendArgumentLayouts(ADDRESS), variadic4);
            var set = symbols.findOrThrow("DftiSetValue");
            var setHead = status.appendArgumentLayouts(ADDRESS, JAVA_INT);
            var variadic2 = Linker.Option.firstVariadicArg(2);
            setLong = linker.downcallHandle(set, setHead.appendArgumentLayouts(JAVA_LONG), variadic2);
            setDouble = linker.downcallHandle(set, setHead.appendArgumentLayouts(JAVA_DOUBLE), variadic2);
            setPointer = linker.downcallHandle(set, setHead.appendArgumentLayouts(ADDRESS), variadic2);
            commit = linker.downcallHandle(
                    symbols.findOrThrow("DftiCommitDescriptor"), status.appendArgumentLayouts(ADDRESS));
            free = linker.downcallHandle(
                    symbols.findOrThrow("DftiFreeDescriptor"), status.appendArgumentLayouts(ADDRESS));
            var compute = status.appendArgumentLayouts(ADDRESS, ADDRESS, ADDRESS);
            var onHeap = Linker.Option.critical(true);
            forward = linker.downcallHandle(symbols.findOrThrow("DftiComputeForward"), compute, variadic2, onHeap);
            backward = linker.downcallHandle(symbols.findOrThrow("DftiComputeBackward"), compute, variadic2, onHeap);
            takeOwnThreads(linker.downcallHandle(
                    symbols.findOrThrow("MKL_Set_Threading_Layer"), FunctionDescriptor.of(JAVA_INT, JAVA_INT)));
            oneThread(linker.downcallHandle(
                    symbols.findOrThrow("MKL_Set_Num_Threads"), FunctionDescriptor.ofVoid(JAVA_INT)));
        }

        /**
         * Left to itself MKL takes the threads of whatever library it finds in the process: where libtorch has been loaded
         * before, GNU's, whose companion is not unpacked; it then ends the process. The function returns the layer that is
         * in force afterwards: the first choice stands, so that another user of MKL in the process may have made it.
         */
        private static void takeOwnThreads(MethodHandle setLayer) {
            try {
                requireOwnThreads((int) setLayer.invokeExact(THREADING_INTEL));
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }

        /** @throws IllegalStateException if another layer is in force */
        static void requireOwnThreads(int layer) {
            if (layer != THREADING_INTEL) {
                throw new IllegalStateException(
                        "MKL's threading layer is " + layer + ", chosen before by something else in"
                                + " the process; its own, " + THREADING_INTEL + ", is needed");
            }
        }

        /**
         * A descriptor's own limit of one thread is not enough: MKL still starts its threads in every transform, which
         * then wait for each other longer than a small transform takes.
         */
        private static void oneThread(MethodHandle setThreads) {
            try {
                setThreads.invokeExact(1);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
