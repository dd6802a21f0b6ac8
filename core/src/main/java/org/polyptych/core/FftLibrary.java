package org.polyptych.core;

import java.util.Locale;

/** The libraries that can do a Fourier transform. */
public enum FftLibrary {
    /** Intel's Math Kernel Library, through the Foreign Function and Memory API. */
    MKL {
        @Override
        public boolean available() {
            return MklLibrary.available();
        }

        @Override
        public Fft2 create(int rows, int columns) {
            return new MklFft2(rows, columns);
        }
    },
    /** Pure Java; the fallback, and the reference in tests. */
    JTRANSFORMS {
        @Override
        public boolean available() {
            return true;
        }

        @Override
        public Fft2 create(int rows, int columns) {
            return new JTransformsFft2(rows, columns);
        }
    };

    /** System property that forces a library: {@code mkl} or {@code jtransforms}. */
    public static final String PROPERTY = "polyptych.fft";

    /** Whether the library can be loaded on this machine. */
    public abstract boolean available();

    public abstract Fft2 create(int rows, int columns);

    /**
     * The library used: the one named by {@link #PROPERTY}, else MKL where available, else JTransforms.
     *
     * @throws BadInputException if the property names no library, or one that does not work here
     */
    public static FftLibrary selected() {
        String forced = System.getProperty(PROPERTY);
        if (forced != null) {
            return forced(forced);
        }
        return MKL.available() ? MKL : JTRANSFORMS;
    }

    private static FftLibrary forced(String name) {
        for (FftLibrary library : values()) {
            if (library.name().equals(name.toUpperCase(Locale.ROOT))) {
                if (!library.available()) {
                    throw new BadInputException(PROPERTY + " is '" + name + "', which cannot be used here");
                }
                return library;
            }
        }
        throw new BadInputException(PROPERTY + " must be mkl or jtransforms, got '" + name + "'");
    }
}
