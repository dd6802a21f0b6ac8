package org.polyptych.engines;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings for tests, typed as {@code key=value}. */
final class SomeSettings {
    private SomeSettings() {}

    static Map<String, String> of(String... pairs) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String pair : pairs) {
            all.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        return all;
    }

    /** The common settings. */
    static RunSettings run(String... pairs) {
        return Reconstruction.with("dm", of(pairs), 1, 1, 1).run();
    }
}
