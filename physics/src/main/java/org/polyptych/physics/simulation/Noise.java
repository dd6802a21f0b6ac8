package org.polyptych.physics.simulation;

import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;

/**
 * What counting and reading out do to clean intensities. Negative intensities become 0. {@link NoiseSpec} reads and
 * writes the text form of each kind.
 */
public sealed interface Noise {

    /**
     * By how much brighter than its probe says the scan becomes: the truth's probe must have its power multiplied by
     * this to predict the frames.
     *
     * @throws BadInputException if the scan has not what this kind needs
     */
    default double brightening(Exposure clean) {
        return 1;
    }

    /** Whether this kind must know what area a frame stands for, which takes a while to find out. */
    default boolean needsArea() {
        return false;
    }

    /**
     * Makes one frame noisy, in place.
     *
     * @param intensity one frame's, clean
     * @param clean of the whole scan
     * @param random of this frame
     */
    void add(float[] intensity, Exposure clean, RandomStream random);

    /** Clean intensities, not even whole numbers. */
    record None() implements Noise {
        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {}
    }

    /**
     * Poisson counts, so many at the brightest pixel of the scan.
     *
     * @param counts expected there
     */
    record PoissonPeak(double counts) implements Noise {
        @Override
        public double brightening(Exposure clean) {
            return counts / clean.peak();
        }

        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {
            count(intensity, brightening(clean), random);
        }
    }

    /**
     * Poisson noise as of {@code alpha} counts at the brightest pixel of the scan, on intensities that keep their scale:
     * max / alpha Poisson(alpha I / max) (PtyINR, eq. 6).
     */
    record PoissonAlpha(double alpha) implements Noise {
        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {
            double unit = clean.peak() / alpha;
            for (int i = 0; i < intensity.length; i++) {
                intensity[i] = (float) (unit * random.poisson(intensity[i] / unit));
            }
        }
    }

    /** Poisson counts, so many a frame in the mean over the scan. */
    record PoissonPerFrame(double counts) implements Noise {
        @Override
        public double brightening(Exposure clean) {
            return counts / clean.meanPerFrame();
        }

        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {
            count(intensity, brightening(clean), random);
        }
    }

    /**
     * Poisson counts of a dose: without a specimen a frame would have dose x the area it stands for.
     *
     * @param perSquareAngstrom particles, electrons or photons, on a square angstrom of the specimen over the whole scan
     */
    record PoissonDose(double perSquareAngstrom) implements Noise {
        private static final double SQUARE_ANGSTROMS_PER_SQUARE_METRE = 1e20;

        @Override
        public boolean needsArea() {
            return true;
        }

        @Override
        public double brightening(Exposure clean) {
            if (!(clean.areaPerFrame() > 0)) {
                throw new BadInputException("noise poisson:dose needs a scan over an area; these positions lie on a"
                        + " point or a line (say poisson:perframe)");
            }
            double particles = perSquareAngstrom * clean.areaPerFrame() * SQUARE_ANGSTROMS_PER_SQUARE_METRE;
            return particles / clean.incident();
        }

        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {
            count(intensity, brightening(clean), random);
        }
    }

    /**
     * A shorter exposure of what was counted: every count is kept with the same chance. Poisson counts stay Poisson.
     *
     * @param mean counts a frame in the mean over the scan, at most what was counted
     */
    record Thinning(double mean) implements Noise {
        /** Squares of amplitudes that were rounded to float are as far as this from whole numbers. */
        private static final double ROUNDING = 4e-7;

        @Override
        public double brightening(Exposure counted) {
            if (mean > counted.meanPerFrame()) {
                throw new BadInputException("noise thin: cannot give " + mean + " counts a frame in the mean, the scan"
                        + " has only " + counted.meanPerFrame());
            }
            return mean / counted.meanPerFrame();
        }

        @Override
        public void add(float[] intensity, Exposure counted, RandomStream random) {
            double chance = brightening(counted);
            for (int i = 0; i < intensity.length; i++) {
                double whole = Math.rint(intensity[i]);
                if (Math.abs(intensity[i] - whole) > 1e-3 + ROUNDING * whole) {
                    throw new BadInputException("noise thin: needs frames of whole counts, as a detector measures them;"
                            + " there is a pixel of " + intensity[i] + " counts");
                }
                intensity[i] = (float) random.binomial(whole, chance);
            }
        }
    }

    /**
     * Normal noise on intensities, which keep their scale: I + N(0, sigma^2) (PtyINR, eq. 7).
     *
     * @param sigma in the unit of the intensity, which is that of |probe|^2
     */
    record Gaussian(double sigma) implements Noise {
        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {
            for (int i = 0; i < intensity.length; i++) {
                intensity[i] = (float) Math.max(0, intensity[i] + sigma * random.gaussian());
            }
        }
    }

    /** {@link PoissonAlpha}, then {@link Gaussian} (PtyINR, eq. 8). */
    record Mixed(double alpha, double sigma) implements Noise {
        @Override
        public void add(float[] intensity, Exposure clean, RandomStream random) {
            new PoissonAlpha(alpha).add(intensity, clean, random);
            new Gaussian(sigma).add(intensity, clean, random);
        }
    }

    private static void count(float[] intensity, double brightening, RandomStream random) {
        for (int i = 0; i < intensity.length; i++) {
            intensity[i] = (float) random.poisson(brightening * intensity[i]);
        }
    }
}
