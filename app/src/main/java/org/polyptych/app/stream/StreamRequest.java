package org.polyptych.app.stream;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.polyptych.app.plan.Plan;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.GrowingRun;
import org.polyptych.engines.Link;
import org.polyptych.engines.Reconstruction;

/**
 * What is to be followed, and how.
 *
 * @param plan with the file or folder as its scan, and the recipe of the last reconstruction, of all frames
 * @param each iterations each time that frames have come, of an engine that goes on from what it has
 * @param every seconds between two looks, at least
 * @param idle seconds without anything new after which the scan has ended; 0 if it never has, for that
 * @param adapt whether the engine's network learns from the frames that come
 */
public record StreamRequest(Plan plan, int each, double every, double idle, boolean adapt) {
    private static final double LONGEST = 1e6;

    /** @throws BadInputException for numbers out of range */
    public StreamRequest {
        if (each < 1) {
            throw new BadInputException("--each must be 1 iteration or more, got " + each);
        }
        if (!(every >= 0 && every <= LONGEST)) {
            throw new BadInputException("--every must be 0 seconds or more, got " + every);
        }
        if (!(idle >= 0 && idle <= LONGEST)) {
            throw new BadInputException("--idle must be 0 seconds (never) or more, got " + idle);
        }
    }

    /**
     * Of the reconstruction each time that frames have come.
     *
     * @param plan that of the request, or with another network
     * @throws BadInputException for what cannot be done while a scan grows
     */
    Reconstruction looks(Plan plan) {
        Reconstruction whole = plan.reconstruction();
        GrowingRun.check(whole);
        whole.links().forEach(StreamRequest::requireFiles);
        return plan.withIterations(each).reconstruction();
    }

    /** What an engine cannot do without must be there before anything is waited for. */
    private static void requireFiles(Link link) {
        if (link.provider().readyMade()) {
            return;
        }
        Map<String, String> values = SettingsReader.write(link.settings());
        for (String name : SettingsReader.files(link.provider().settingsType())) {
            String key = link.provider().name() + "." + name;
            String file = values.get(name);
            if (file.isEmpty()) {
                throw new BadInputException("engine " + link.provider().name()
                        + " needs a trained network: name its file with --set " + key + "=FILE ('polyptych train' makes"
                        + " one)");
            }
            if (!Files.isRegularFile(Path.of(file))) {
                throw new BadInputException(file + ": no such file (" + key + ")");
            }
        }
    }
}
