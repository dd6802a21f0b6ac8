package org.polyptych.neural.diffusion;

import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.model.Facts;
import org.polyptych.neural.model.Quoted;

/**
 * What a network F is given and what it says, at a standard deviation sigma of the noise, in the form of Karras, Aittala,
 * Aila and Laine (NeurIPS 2022, equation 7), which holds for noise prediction too:
 *
 * <pre>
 * D(x; sigma) = skip(sigma) x + out(sigma) F(in(sigma) x; time(sigma))
 * </pre>
 *
 * It learns by the mean square of F - (x0 - skip x) / out, at levels drawn as {@link #draw} says.
 */
sealed interface Preconditioning {
    /** What can be typed. */
    enum Kind {
        DDPM,
        EDM;

        Preconditioning usual() {
            return this == DDPM ? Ddpm.PAPER : Edm.PAPER;
        }
    }

    double skip(double sigma);

    double out(double sigma);

    double in(double sigma);

    /** 0 to 1000 or so; strictly rising. */
    double time(double sigma);

    /** A level to learn at. */
    double draw(RandomStream random);

    /** The least and the greatest level that it knows, for samplers. */
    double least();

    double most();

    /** All that is needed to make it again, by {@link #of}. */
    Map<String, String> facts();

    /**
     * Noise prediction (Ho, Jain and Abbeel 2020) with a linear schedule: beta_t from the first to the last for t = 1 .. steps,
     * abar_t = product of (1 - beta). The network is given x_t = x / sqrt(1 + sigma^2) with sigma_t^2 = (1 - abar_t) / abar_t, and
     * says the noise; between two levels the time is interpolated in ln sigma, beyond the ends it is that of the end.
     */
    record Ddpm(int steps, double first, double last) implements Preconditioning {
        /** 1000 steps, 1e-4 to 0.02. */
        static final Ddpm PAPER = new Ddpm(1000, 1e-4, 0.02);

        private static final int MOST_STEPS = 100_000;
        private static final double SCALE = 1000;

        public Ddpm {
            if (steps < 2 || steps > MOST_STEPS || !(first > 0 && last >= first && last < 1)) {
                throw new IllegalArgumentException("a noise schedule needs 2 to " + MOST_STEPS
                        + " steps and 0 < first beta <= last beta < 1, got " + steps + ", " + first + ", " + last);
            }
        }

        /** ln sigma_t for t = 1 .. steps, from index 0. */
        private double[] logSigmas() {
            double[] logs = new double[steps];
            double abar = 1;
            for (int t = 0; t < steps; t++) {
                abar *= 1 - (first + (last - first) * t / (steps - 1));
                logs[t] = 0.5 * Math.log((1 - abar) / abar);
            }
            return logs;
        }

        @Override
        public double skip(double sigma) {
            return 1;
        }

        @Override
        public double out(double sigma) {
            return -sigma;
        }

        @Override
        public double in(double sigma) {
            return 1 / Math.sqrt(1 + sigma * sigma);
        }

        @Override
        public double time(double sigma) {
            double[] logs = logSigmas();
            double wanted = Math.log(sigma);
            int above = 0;
            while (above < steps && logs[above] < wanted) {
                above++;
            }
            double t;
            if (above == 0) {
                t = 1;
            } else if (above == steps) {
                t = steps;
            } else {
                t = above + (wanted - logs[above - 1]) / (logs[above] - logs[above - 1]);
            }
            return t * (SCALE / steps);
        }

        @Override
        public double draw(RandomStream random) {
            return Math.exp(logSigmas()[(int) (steps * random.uniform())]);
        }

        @Override
        public double least() {
            return Math.exp(logSigmas()[0]);
        }

        @Override
        public double most() {
            return Math.exp(logSigmas()[steps - 1]);
        }

        @Override
        public Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put(NOISE, "ddpm");
            facts.put(STEPS, String.valueOf(steps));
            facts.put(FIRST, String.valueOf(first));
            facts.put(LAST, String.valueOf(last));
            return facts;
        }
    }

    /**
     * The preconditioning of Karras and others (2022, table 1, right): skip, out and in such that what goes in and what is to
     * come out have the standard deviation 1, ln sigma normal. Deviation: the time is 1000 (ln sigma - ln 0.002) / (ln 80 - ln
     * 0.002), not ln(sigma) / 4, so that the waves of the embedding tell levels apart.
     *
     * @param data standard deviation of the data
     * @param mean of ln sigma
     * @param spread standard deviation of ln sigma
     */
    record Edm(double data, double mean, double spread) implements Preconditioning {
        /** 0.5, -1.2 and 1.2. */
        static final Edm PAPER = new Edm(0.5, -1.2, 1.2);

        private static final double LEAST = 0.002;
        private static final double MOST = 80;

        public Edm {
            if (!(data > 0 && Double.isFinite(data) && Double.isFinite(mean) && spread > 0 && spread < 100)) {
                throw new IllegalArgumentException("EDM needs standard deviations above 0 and a finite mean, got "
                        + data + ", " + mean + ", " + spread);
            }
        }

        @Override
        public double skip(double sigma) {
            return data * data / (sigma * sigma + data * data);
        }

        @Override
        public double out(double sigma) {
            return sigma * data / Math.sqrt(sigma * sigma + data * data);
        }

        @Override
        public double in(double sigma) {
            return 1 / Math.sqrt(sigma * sigma + data * data);
        }

        @Override
        public double time(double sigma) {
            return 1000 * Math.log(sigma / LEAST) / Math.log(MOST / LEAST);
        }

        @Override
        public double draw(RandomStream random) {
            return Math.exp(mean + spread * random.gaussian());
        }

        @Override
        public double least() {
            return LEAST;
        }

        @Override
        public double most() {
            return MOST;
        }

        @Override
        public Map<String, String> facts() {
            Map<String, String> facts = new LinkedHashMap<>();
            facts.put(NOISE, "edm");
            facts.put(DATA, String.valueOf(data));
            facts.put(MEAN, String.valueOf(mean));
            facts.put(SPREAD, String.valueOf(spread));
            return facts;
        }
    }

    /** Names of facts. */
    String NOISE = "noise";

    String STEPS = "noise steps";
    String FIRST = "first beta";
    String LAST = "last beta";
    String DATA = "data standard deviation";
    String MEAN = "mean log sigma";
    String SPREAD = "spread log sigma";

    /** @throws BadInputException if the facts do not say it, or say what cannot be */
    static Preconditioning of(Facts facts) {
        String kind = facts.text(NOISE);
        return switch (kind) {
            case "ddpm" ->
                new Ddpm(
                        (int) facts.number(STEPS, 2, Ddpm.MOST_STEPS),
                        facts.number(FIRST, 1e-12, 0.5),
                        facts.number(LAST, facts.number(FIRST, 1e-12, 0.5), 0.999));
            case "edm" ->
                new Edm(facts.number(DATA, 1e-6, 1e6), facts.number(MEAN, -50, 50), facts.number(SPREAD, 1e-6, 50));
            default ->
                throw new BadInputException(
                        facts.source() + ": its '" + NOISE + "' must be ddpm or edm, got '" + Quoted.of(kind) + "'");
        };
    }
}
