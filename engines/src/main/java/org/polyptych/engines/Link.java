package org.polyptych.engines;

/**
 * One engine of a {@link Reconstruction}, ready to be made.
 *
 * @param settings of {@link EngineProvider#settingsType()}
 * @param coarser by how much its pixels are larger than the scan's, at least 1
 * @param iterations at least 1
 */
public record Link(EngineProvider provider, Record settings, int coarser, int iterations) {
    /** An engine on the pixels of the scan. */
    public Link(EngineProvider provider, Record settings, int iterations) {
        this(provider, settings, 1, iterations);
    }

    boolean fitsConditions() {
        return provider.fitsConditions(settings);
    }

    void check(RunSettings run, boolean background) {
        provider.check(settings, run, background);
    }

    Engine<?> engine() {
        return provider.create(settings);
    }
}
