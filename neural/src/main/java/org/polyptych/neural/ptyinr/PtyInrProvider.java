package org.polyptych.neural.ptyinr;

import java.util.EnumSet;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.ReadOutNoise;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.Specimen;

/** Offers {@link PtyInr}. */
public final class PtyInrProvider implements EngineProvider {
    /** Of the paper. */
    private static final int WITHOUT_DECAY = 6000;
    /** Times the weights are held: themselves, Adam's moments, gradients of parts, the best ones, those of trials. */
    private static final int COPIES = 24;
    /** Times they are in a checkpoint. */
    private static final int SAVED = 6;
    /** Numbers of one hash encoding and its layers. */
    private static final int HASH_WEIGHTS = 720_000;
    /** What a hash encoding and its layers keep of a point for the way back. */
    private static final int HASH_POINT_BYTES = 2000;

    @Override
    public String name() {
        return "ptyinr";
    }

    @Override
    public String description() {
        return "PtyINR: object and probe as functions that networks make, for little overlap and few counts";
    }

    @Override
    public String bibtex() {
        return """
                @article{li2025ptyinr,
                  author  = {Li, Tingyou and Xu, Zixin and Gao, Zirui and Yan, Hanfei and Huang, Xiaojing and Li, Jizhou},
                  title   = {Learning neural representations for {X}-ray ptychography reconstruction with unknown probes},
                  year    = {2025}
                }
                @inproceedings{sitzmann2020,
                  author    = {Sitzmann, Vincent and Martel, Julien N. P. and Bergman, Alexander W. and Lindell, David B. and
                               Wetzstein, Gordon},
                  title     = {Implicit neural representations with periodic activation functions},
                  booktitle = {Advances in Neural Information Processing Systems},
                  volume    = {33},
                  year      = {2020}
                }
                @article{mueller2022,
                  author  = {M{\\"u}ller, Thomas and Evans, Alex and Schied, Christoph and Keller, Alexander},
                  title   = {Instant neural graphics primitives with a multiresolution hash encoding},
                  journal = {ACM Transactions on Graphics},
                  volume  = {41},
                  number  = {4},
                  year    = {2022}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return PtyInrSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.FLY_SCAN,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.POSITIONS,
                Capability.STREAMING,
                Capability.POISSON,
                Capability.DEVICE,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT);
    }

    @Override
    public int defaultIterations() {
        return defaultIterations(SettingsReader.defaults(PtyInrSettings.class));
    }

    @Override
    public int defaultIterations(Record settings) {
        PtyInrSettings ptyinr = (PtyInrSettings) settings;
        boolean several = ptyinr.trials() > 1 && ptyinr.object() != PtyInrSettings.Kind.PIXELS;
        long trials = several ? (long) ptyinr.trials() * ptyinr.trialLength() : 0;
        return (int)
                Math.min(Integer.MAX_VALUE, trials + (ptyinr.decayOver() == 0 ? WITHOUT_DECAY : ptyinr.decayOver()));
    }

    /**
     * In Java's memory what goes in and out, and weights that are kept; on the processor what libtorch holds beside it is
     * counted with it, since both are the machine's.
     */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        PtyInrSettings ptyinr = (PtyInrSettings) settings;
        boolean here = ptyinr.device() == Device.CPU;
        long object = size.objectRows() * size.objectColumns();
        long weights = weights(ptyinr, ptyinr.object(), object, 1)
                + weights(ptyinr, ptyinr.probe(), size.pixels(), size.modes());
        long working = size.objects(8) + size.probes(12) + size.kernels() + size.sums(3) + size.waves();
        working += COPIES * weights;
        if (here) {
            working += graph(ptyinr, ptyinr.object(), object, 1)
                    + graph(ptyinr, ptyinr.probe(), size.pixels(), size.modes());
        }
        return new MemoryNeed(working, SAVED * weights);
    }

    /** Bytes of the weights that make some images. */
    private static long weights(PtyInrSettings settings, PtyInrSettings.Kind kind, long points, int images) {
        long numbers =
                switch (kind) {
                    case SIREN ->
                        (settings.shared() ? 1L : 2L * images)
                                * settings.width()
                                * (4L + (long) settings.hidden() * (settings.width() + 1));
                    case HASH -> 2L * images * HASH_WEIGHTS;
                    case PIXELS -> 2L * images * points;
                    case HASH_AND_PIXELS -> 2L * images * (HASH_WEIGHTS + points);
                };
        return Float.BYTES * numbers;
    }

    /** Bytes of what is kept for the way back. */
    private static long graph(PtyInrSettings settings, PtyInrSettings.Kind kind, long points, int images) {
        return switch (kind) {
            case SIREN ->
                (settings.shared() ? 1L : 2L * images) * points * Float.BYTES * settings.width() * settings.hidden();
            case HASH, HASH_AND_PIXELS -> 2L * images * points * HASH_POINT_BYTES;
            case PIXELS -> 0;
        };
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        PtyInrSettings ptyinr = (PtyInrSettings) settings;
        if (ptyinr.device() != Device.CPU) {
            ptyinr.device().require();
            if (run.fly().moves() || background) {
                throw new BadInputException("engine ptyinr cannot do fly.length above 0 or a background on device "
                        + ptyinr.device().typed() + "; leave them out, or choose device cpu");
            }
        }
        if (ptyinr.likelihood() == PtyInrSettings.Likelihood.READNOISE) {
            ReadOutNoise.requireDetectorPixels(name(), run.data().upsample());
        }
        refuse(run.geometry().any(), "a refinement of group geometry");
        refuse(run.probe().support() > 0, "probe.support");
        refuse(!run.probe().powerFree(), "probe.power");
        refuse(run.probe().centre(), "probe.centre=true (ptyinr.recentre is its own)");
        refuse(run.object().tv() > 0, "object.tv");
        refuse(run.object().smooth() > 0, "object.smooth");
        refuse(run.object().limits().any(), run.object().limitsNamed());
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw new BadInputException("engine ptyinr cannot do " + what
                    + ": constraints change pixels between iterations, and it has none; leave it out");
        }
    }

    @Override
    public Specimen finer(Record settings, Snapshot representation, Specimen grid, int factor) {
        return ObjectWeights.finer((PtyInrSettings) settings, representation, grid, factor);
    }

    @Override
    public Engine<?> create(Record settings) {
        return new PtyInr((PtyInrSettings) settings);
    }
}
