package org.polyptych.neural.sampling;

import java.util.Set;
import org.polyptych.engines.Capability;
import org.polyptych.engines.EngineProvider;
import org.polyptych.engines.MemoryNeed;
import org.polyptych.engines.ProblemSize;
import org.polyptych.engines.RunSettings;

/** Says of an engine under another name what its own provider says. */
abstract class DelegatingProvider implements EngineProvider {
    private final String name;
    private final EngineProvider own;

    DelegatingProvider(String name, EngineProvider own) {
        this.name = name;
        this.own = own;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String description() {
        return own.description();
    }

    @Override
    public String bibtex() {
        return own.bibtex();
    }

    @Override
    public Class<? extends Record> settingsType() {
        return own.settingsType();
    }

    @Override
    public Set<Capability> capabilities() {
        return own.capabilities();
    }

    @Override
    public boolean readyMade() {
        return false;
    }

    @Override
    public int defaultIterations() {
        return own.defaultIterations();
    }

    @Override
    public int defaultIterations(Record settings) {
        return own.defaultIterations(settings);
    }

    @Override
    public MemoryNeed memory(ProblemSize size, Record settings) {
        return own.memory(size, settings);
    }

    @Override
    public void check(Record settings, RunSettings run, boolean background) {
        own.check(settings, run, background);
    }
}
