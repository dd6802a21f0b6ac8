package org.polyptych.io;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Representation;

/**
 * What an object was made from, as a group {@code representation}: attribute {@code engine}, the settings as attributes of
 * {@code settings}, the arrays in {@code arrays} as {@link SnapshotGroup} has them. Missing for an object made of pixels.
 */
final class RepresentationGroup {
    private static final String NAME = "/representation";
    private static final String ENGINE = "engine";
    private static final String SETTINGS = "/settings";
    private static final String ARRAYS = "/arrays";
    private static final SnapshotGroup STORED = new SnapshotGroup("the representation of the object");

    private RepresentationGroup() {}

    static void write(Hdf5Writer file, String group, Optional<Representation> representation) {
        representation.ifPresent(made -> {
            String own = group + NAME;
            file.group(own);
            file.attribute(own, ENGINE, made.engine());
            file.group(own + SETTINGS);
            made.settings().forEach((key, value) -> file.attribute(own + SETTINGS, key, value));
            STORED.write(file, own + ARRAYS, made.arrays());
        });
    }

    static Optional<Representation> read(Hdf5File file, String group) {
        String own = group + NAME;
        if (!file.isGroup(own)) {
            return Optional.empty();
        }
        String engine = file.text(own, ENGINE).orElseThrow(() -> STORED.damaged(file, own));
        if (!file.isGroup(own + SETTINGS)) {
            throw STORED.damaged(file, own + SETTINGS);
        }
        Map<String, String> settings = new LinkedHashMap<>();
        for (String key : file.attributeNames(own + SETTINGS)) {
            settings.put(key, file.text(own + SETTINGS, key).orElseThrow(() -> STORED.damaged(file, own + SETTINGS)));
        }
        return Optional.of(new Representation(engine, settings, STORED.read(file, own + ARRAYS)));
    }
}
