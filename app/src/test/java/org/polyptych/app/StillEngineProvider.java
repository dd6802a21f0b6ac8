package org.polyptych.app;

import java.nio.file.Path;
import java.util.Set;
import org.polyptych.core.settings.Setting;
import org.polyptych.engines.Capability;
import org.polyptych.engines.Engine;
import org.polyptych.engines.EngineProvider;

/** A stranger's engine with settings to check plans against; it is never run. */
public final class StillEngineProvider implements EngineProvider {
    /** One setting of each kind, and a rule between two. */
    public record Settings(
            @Setting(value = "0.5", doc = "weight, 0 to 1") double weight,

            @Setting(value = "1", doc = "first iteration that counts")
            int from,

            @Setting(value = "9", doc = "last iteration that counts")
            int to,

            @Setting(value = "false", doc = "says nothing") boolean quiet,

            @Setting(value = "", doc = "a file that it looks at; empty: none")
            Path map) {
        public Settings {
            if (!(weight >= 0 && weight <= 1)) {
                throw new IllegalArgumentException("weight must be 0 to 1, got " + weight);
            }
            if (from > to) {
                throw new IllegalArgumentException("from must not be larger than to, got " + from + " and " + to);
            }
        }
    }

    @Override
    public String name() {
        return "still";
    }

    @Override
    public String description() {
        return "leaves everything as it is";
    }

    @Override
    public String bibtex() {
        return "@misc{still, title = {Nothing moves}}";
    }

    @Override
    public Class<? extends Record> settingsType() {
        return Settings.class;
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.MODES, Capability.KNOWN_PROBE);
    }

    @Override
    public int defaultIterations() {
        return 7;
    }

    @Override
    public Engine<?> create(Record settings) {
        throw new UnsupportedOperationException("this engine is for plans only");
    }
}
