package org.polyptych.neural.sampling;

import org.polyptych.engines.Engine;

/** The engines with a prior that is a formula in place of a file. */
public final class NormalPriorProvider {
    /** Pixels of its patches: less than the objects of simulated scans have. */
    private static final int SIDE = 40;

    /** Any file that is there: its content belongs to what decides a run. */
    static final String FILE = "pom.xml";

    private NormalPriorProvider() {}

    static PriorSource source() {
        return (file, device) ->
                new LearnedPrior(NormalPrior.ofSimulatedObjects(SIDE), file.toString(), Double.NaN, Double.NaN);
    }

    /** {@link DiffusionEngine}. */
    public static final class Levels extends DelegatingProvider {
        public Levels() {
            super("normal", new DiffusionProvider());
        }

        @Override
        public Engine<?> create(Record settings) {
            return new DiffusionEngine((DiffusionSettings) settings, source());
        }
    }

    /** {@link DpsEngine}. */
    public static final class Dps extends DelegatingProvider {
        public Dps() {
            super("normaldps", new DpsProvider());
        }

        @Override
        public Engine<?> create(Record settings) {
            return new DpsEngine((DpsSettings) settings, source());
        }
    }
}
