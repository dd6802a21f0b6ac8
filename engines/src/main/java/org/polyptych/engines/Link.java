package org.polyptych.engines;

/**
 * One engine of a {@link Reconstruction}, ready to be made.
 *
 * @param settings of {@link EngineProvider#settingsType()}
 * @param iterations at least 1
 */
public record Link(EngineProvider provider, Record settings, int iterations) {
    Engine<?> engine() {
        return provider.create(settings);
    }
}
