package org.polyptych.engines;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;

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

    boolean findsDescan() {
        return provider.findsDescan(settings);
    }

    void check(RunSettings run, boolean background) {
        provider.check(settings, run, background);
    }

    /**
     * What an engine cannot do without must be there before anything is done or waited for.
     *
     * @throws BadInputException if it needs a trained network, and no file is named or there is none
     */
    void requireFiles() {
        if (provider.readyMade()) {
            return;
        }
        Map<String, String> values = SettingsReader.write(settings);
        for (String name : SettingsReader.files(provider.settingsType())) {
            String key = provider.name() + "." + name;
            String file = values.get(name);
            if (file.isEmpty()) {
                throw new BadInputException("engine " + provider.name()
                        + " needs a trained network: name its file with --set " + key + "=FILE ('polyptych train' makes"
                        + " one)");
            }
            if (!Files.isRegularFile(Path.of(file))) {
                throw new BadInputException(file + ": there is no such file (" + key + ")");
            }
        }
    }

    Engine<?> engine() {
        return provider.create(settings);
    }
}
