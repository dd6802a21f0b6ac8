package org.polyptych.engines.gradient;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;

/** Offers {@link Awf}. */
public final class AwfProvider implements EngineProvider {
    @Override
    public String name() {
        return "awf";
    }

    @Override
    public String description() {
        return "accelerated Wirtinger flow: gradient descent with momentum, all frames at once; nothing to tune";
    }

    @Override
    public String bibtex() {
        return """
                @article{xu2018,
                  author  = {Xu, Rui and Soltanolkotabi, Mahdi and Haldar, Justin P. and Unglaub, Walter and Zusman, Joshua and Levi, Anthony F. J. and Leahy, Richard M.},
                  title   = {Accelerated {W}irtinger flow: a fast algorithm for ptychography},
                  journal = {arXiv preprint},
                  volume  = {arXiv:1806.05546},
                  year    = {2018}
                }
                """;
    }

    @Override
    public Class<? extends Record> settingsType() {
        return AwfSettings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(
                Capability.MODES,
                Capability.NEAR_FIELD,
                Capability.MULTISLICE,
                Capability.OBJECT_MODES,
                Capability.FLY_SCAN,
                Capability.BACKGROUND,
                Capability.INTENSITY,
                Capability.POSITIONS,
                Capability.KNOWN_PROBE,
                Capability.KNOWN_OBJECT,
                Capability.SCALE_FREE,
                Capability.STREAMING);
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return GradientState.memory(size);
    }

    @Override
    public int defaultIterations() {
        return 300;
    }

    @Override
    public Engine<?> create(Record settings) {
        return new Awf();
    }
}
