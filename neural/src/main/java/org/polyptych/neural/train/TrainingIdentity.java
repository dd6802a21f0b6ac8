package org.polyptych.neural.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.ContentHash;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.Identity;
import org.polyptych.engines.Version;
import org.polyptych.neural.model.Model;
import org.polyptych.neural.model.Weights;
import org.polyptych.physics.Positions;

/**
 * What decides the bits of a training, key to value: of two with the same identity one may go on for the other. Not the
 * number of rounds, unless the rate falls towards the last one, nor the number of threads, which decides the last bits of
 * sums only.
 */
public final class TrainingIdentity {
    private TrainingIdentity() {}

    /**
     * Reads all data.
     *
     * @param needsEnd as the trainer says
     * @param from the network it begins with, if it is not a new one
     */
    public static Map<String, String> of(
            TrainerProvider provider,
            Record settings,
            TrainingData data,
            TrainingConditions conditions,
            boolean needsEnd,
            Optional<Model> from) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("program", Version.program());
        identity.put("trainer", provider.name());
        identity.put("seed", String.valueOf(conditions.seed()));
        identity.put("device", conditions.device().typed());
        SettingsReader.identity(settings).forEach((key, value) -> {
            if (needsEnd || !key.equals(TrainerProvider.ROUNDS)) {
                identity.put(provider.name() + "." + key, value);
            }
        });
        identity.put("network to begin with", from.map(TrainingIdentity::hash).orElse("a new one"));
        identity.put("number of scans", String.valueOf(data.scans().size()));
        for (int k = 0; k < data.scans().size(); k++) {
            TrainingData.Labelled scan = data.scans().get(k);
            String of = data.scans().size() == 1 ? "" : "scan " + (k + 1) + ": ";
            Identity.of(scan.scan()).forEach((key, value) -> identity.put(of + key, value));
            identity.put(of + "object", scan.object().map(Identity::hash).orElse("none"));
            identity.put(of + "probe", scan.scan().probe().map(Identity::hash).orElse("none"));
            identity.put(
                    of + "true probe",
                    scan.scan()
                            .truth()
                            .map(truth -> Identity.hash(truth.probe()))
                            .orElse("none"));
            identity.put(of + "label positions", hash(scan.positions()));
        }
        identity.put("number of images", String.valueOf(data.images().size()));
        if (!data.images().isEmpty()) {
            identity.put("images", hash(data.images()));
        }
        return identity;
    }

    private static String hash(List<TrainingData.Image> images) {
        ContentHash hash = new ContentHash();
        images.forEach(given -> hash.add(given.image()));
        return hash.text();
    }

    private static String hash(Positions positions) {
        return new ContentHash().add(positions.y()).add(positions.x()).text();
    }

    private static String hash(Model model) {
        ContentHash hash = new ContentHash();
        for (Weights weights : model.weights().values()) {
            hash.add(weights.values());
        }
        return hash.text();
    }
}
