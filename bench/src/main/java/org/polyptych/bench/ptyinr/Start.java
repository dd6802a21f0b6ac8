package org.polyptych.bench.ptyinr;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.engines.RunSettings;
import org.polyptych.engines.StartingProbe;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Where a run begins. The object always begins as the engine has it, flat or a network with random weights; a network
 * makes its random start itself.
 *
 * @param kind of the probe's start
 * @param seed of that start, of the engine and of the noise
 */
record Start(Kind kind, long seed) {
    /** Of the probe. */
    enum Kind {
        /** The engine's, as its settings say. */
        OWN,
        /** From the data, with every pixel's amplitude and phase wrong by a normal error. */
        VARIED,
        /** Amplitude and phase (radians) of every pixel uniform between 0 and 1, as in Fig. S15a of the paper. */
        RANDOM
    }

    /** That of most cells. */
    static final Start OWN = new Start(Kind.OWN, 1);

    private static final int SEEDS = 3;
    /** Standard deviation of the logarithm of a pixel's amplitude, and of its phase in radians. */
    private static final double ERROR = 0.3;

    /** The same start three times, with seeds from 1. */
    static List<Start> repeated(Kind kind) {
        return LongStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> new Start(kind, seed))
                .toList();
    }

    /**
     * The probe to hand to the engine; empty if it makes its own. Its power is the engine's business.
     *
     * @param settings of the run, which say how a probe is made from the data
     */
    Optional<Probe> probe(Scan scan, RunSettings.ProbeSettings settings) {
        if (kind == Kind.OWN) {
            return Optional.empty();
        }
        Probe start = StartingProbe.of(scan, settings, Optional.empty());
        RandomStream random = new RandomStream(seed, 0);
        for (int m = 0; m < start.modes(); m++) {
            change(start.mode(m), random);
        }
        return Optional.of(start);
    }

    private void change(ComplexImage mode, RandomStream random) {
        for (int i = 0; i < mode.size(); i++) {
            boolean anew = kind == Kind.RANDOM;
            double amplitude = anew ? random.uniform() : Math.exp(ERROR * random.gaussian());
            double phase = anew ? random.uniform() : ERROR * random.gaussian();
            double re = amplitude * Math.cos(phase);
            double im = amplitude * Math.sin(phase);
            double oldRe = anew ? 1 : mode.re()[i];
            double oldIm = anew ? 0 : mode.im()[i];
            mode.re()[i] = (float) (oldRe * re - oldIm * im);
            mode.im()[i] = (float) (oldRe * im + oldIm * re);
        }
    }

    /** Part of a file's name; empty for that of most cells. */
    String id() {
        return equals(OWN) ? "" : "-" + kind.name().toLowerCase(Locale.ROOT) + seed;
    }
}
