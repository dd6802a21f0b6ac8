package org.polyptych.engines.adam;

import java.util.EnumSet;
import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;

/** Offers {@link Ad}. */
public final class AdProvider implements EngineProvider {
    @Override
    public String name() {
        return "ad";
    }

    @Override
    public String description() {
        return "Adam on the pixels of object and probe: thousands of cheap steps, gets far where little overlaps";
    }

    @Override
    public String bibtex() {
        return """
                @article{kandel2019,
                  author  = {Kandel, Saugat and Maddali, S. and Allain, Marc and Hruszkewycz, Stephan O. and
                             Jacobsen, Chris and Nashed, Youssef S. G.},
                  title   = {Using automatic differentiation as a general framework for ptychographic reconstruction},
                  journal = {Optics Express},
                  volume  = {27},
                  number  = {13},
                  pages   = {18653--18672},
                  year    = {2019},
                  doi     = {10.1364/OE.27.018653}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return AdSettings.class;
    }

    /**
     * Not free of scale to a thousandth: a pixel steps by the same length however small its gradient is, so that the last
     * bits of a gradient that is nearly zero decide where it goes.
     */
    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.MULTISLICE,
                Capability.OBJECT_MODES,
                Capability.FLY_SCAN,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.VARIATIONS,
                Capability.UPSAMPLING,
                Capability.POSITIONS,
                Capability.STREAMING,
                Capability.POISSON,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT);
    }

    @Override
    public boolean fitsConditions(Record settings) {
        AdSettings ad = (AdSettings) settings;
        return ad.fitMotion() || ad.fitBackground() || ad.fitIntensity();
    }

    @Override
    public int defaultIterations() {
        return 1000;
    }

    /**
     * Estimate, gradient and moments, of which the second is real. Each slice and state has sums of its own.
     */
    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        int images = size.slices() * size.states();
        return new MemoryNeed(
                size.objects(5)
                        + size.probes(6)
                        + size.variations(7)
                        + size.kernels()
                        + size.waves()
                        + images * size.sums(2),
                size.objects(3) + size.probes(3) + size.variations(3));
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        ((AdSettings) settings).check(run.data().upsample());
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Ad((AdSettings) settings);
    }
}
