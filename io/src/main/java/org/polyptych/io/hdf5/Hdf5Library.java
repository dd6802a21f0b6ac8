package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5E_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Eset_auto2;
import static org.bytedeco.hdf5.global.hdf5.H5Z_FILTER_DEFLATE;
import static org.bytedeco.hdf5.global.hdf5.H5Zfilter_avail;
import static org.bytedeco.hdf5.global.hdf5.H5get_libversion;
import static org.bytedeco.hdf5.global.hdf5.H5open;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.polyptych.core.BadInputException;

/** The C library: loads it on first use, keeps it quiet, and lets one thread at a time into it. */
public final class Hdf5Library {
    private static final ReentrantLock LOCK = new ReentrantLock();
    /** No text takes that long; a damaged file can send the library in circles for ever. */
    static Duration longestCall = Duration.ofSeconds(10);

    private static final String LOAD_LIBRARIES = "org.bytedeco.javacpp.loadlibraries";
    private static final String PRESETS = "org.bytedeco.hdf5.presets.hdf5";

    private static volatile String stuck;

    private Hdf5Library() {}

    /** Version of the C library, such as 1.14.3. */
    public static String version() {
        return locked(() -> {
            int[] major = new int[1];
            int[] minor = new int[1];
            int[] release = new int[1];
            H5get_libversion(major, minor, release);
            return major[0] + "." + minor[0] + "." + release[0];
        });
    }

    /** Whether gzip-compressed datasets can be read and written. */
    public static boolean gzip() {
        return locked(() -> H5Zfilter_avail(H5Z_FILTER_DEFLATE) > 0);
    }

    /** Does something with the library while no other thread does. */
    static <T> T locked(Supplier<T> work) {
        LOCK.lock();
        try {
            Loaded.check();
            if (stuck != null) {
                throw new BadInputException(stuck);
            }
            return work.get();
        } finally {
            LOCK.unlock();
        }
    }

    /**
     * Calls the library where a damaged file can make it go in circles for ever (the objects of a global heap, HDF5
     * issue 1707; still so in 1.14.3). A call cannot be stopped: once one does not come back, no other is made.
     *
     * @throws BadInputException if the call does not come back
     */
    static <T> T watched(Supplier<T> call, String failure) {
        FutureTask<T> task = new FutureTask<>(call::get);
        if (!hasEnded(Thread.ofPlatform().daemon().start(task))) {
            stuck = failure + ": the file is damaged, or did not answer within " + longestCall.toMillis() / 1000.0
                    + " s; the HDF5 library does not come back from it";
            throw new BadInputException(stuck);
        }
        return switch (task.state()) {
            case SUCCESS -> task.resultNow();
            default ->
                throw task.exceptionNow() instanceof RuntimeException e
                        ? e
                        : new IllegalStateException(task.exceptionNow());
        };
    }

    private static boolean hasEnded(Thread caller) {
        long end = System.nanoTime() + longestCall.toNanos();
        boolean interrupted = false;
        boolean ended = false;
        while (!ended && System.nanoTime() < end) {
            try {
                ended = caller.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return ended;
    }

    /** Whether the library is still busy with a call that was given up. */
    static boolean isStuck() {
        return stuck != null;
    }

    /** {@link #locked(Supplier)} for work without a result. */
    static void run(Runnable work) {
        locked(() -> {
            work.run();
            return null;
        });
    }

    /** Loaded on first use only. */
    private static final class Loaded {
        static final Throwable FAILURE = load();

        static void check() {
            if (FAILURE != null) {
                throw new IllegalStateException(
                        "the HDF5 library cannot be used on this machine: " + FAILURE.getMessage(), FAILURE);
            }
        }

        private static Throwable load() {
            try {
                skipVersionCheck();
                if (H5open() < 0) {
                    return new IllegalStateException("it does not start");
                }
                H5Eset_auto2(H5E_DEFAULT, null, null);
                OwnFilters.register();
                return null;
            } catch (ReflectiveOperationException | LinkageError e) {
                return e;
            }
        }

        /**
         * JavaCPP prints a warning that the HDF5 binding was made for an older JavaCPP. The two work together (that is
         * tested), so nobody needs to read it. The check happens once, where the class PRESETS is initialised, and is
         * left out while libraries are not to be loaded.
         */
        private static void skipVersionCheck() throws ReflectiveOperationException {
            ClassLoader classes = Hdf5Library.class.getClassLoader();
            Loader.load(Pointer.class);
            String before = System.getProperty(LOAD_LIBRARIES);
            System.setProperty(LOAD_LIBRARIES, "false");
            try {
                Class.forName(PRESETS, true, classes);
            } finally {
                if (before == null) {
                    System.clearProperty(LOAD_LIBRARIES);
                } else {
                    System.setProperty(LOAD_LIBRARIES, before);
                }
            }
        }
    }
}
