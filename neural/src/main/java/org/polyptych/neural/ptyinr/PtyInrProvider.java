package org.polyptych.neural.ptyinr;

import java.util.EnumSet;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Snapshot;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;
import org.polyptych.neural.torch.Device;
import org.polyptych.physics.Specimen;

/** Offers {@link PtyInr}. */
public final class PtyInrProvider implements EngineProvider {
    /** Of the paper. */
    private static final int WITHOUT_DECAY = 6000;

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
        return 3000;
    }

    @Override
    public int defaultIterations(Record settings) {
        PtyInrSettings ptyinr = (PtyInrSettings) settings;
        int trials = ptyinr.trials() == 1 ? 0 : ptyinr.trials() * ptyinr.trialLength();
        return trials + (ptyinr.decayOver() == 0 ? WITHOUT_DECAY : ptyinr.decayOver());
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        PtyInrSettings ptyinr = (PtyInrSettings) settings;
        long points = size.objectRows() * size.objectColumns();
        long working = size.objects(8) + size.probes(12) + size.kernels() + size.sums(3);
        if (ptyinr.device() == Device.CPU && ptyinr.object() == PtyInrSettings.Kind.SIREN) {
            working += (ptyinr.shared() ? 1 : 2) * points * Float.BYTES * ptyinr.width() * ptyinr.hidden();
        }
        return new MemoryNeed(working, size.objects(3) + size.probes(3));
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        PtyInrSettings ptyinr = (PtyInrSettings) settings;
        if (ptyinr.device() != Device.CPU) {
            ptyinr.device().require();
        }
        refuse(run.geometry().any(), "a refinement of group geometry");
        refuse(run.probe().support() > 0, "probe.support");
        refuse(!run.probe().powerFree(), "probe.power");
        refuse(run.probe().centre(), "probe.centre=true (ptyinr.recentre is its own)");
        refuse(run.object().tv() > 0, "object.tv");
        refuse(run.object().smooth() > 0, "object.smooth");
        refuse(run.object().limits().any(), "limits of the object's amplitude and phase");
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
