package org.polyptych.io.numpy;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.NpyHeader;
import org.polyptych.io.NpzFile;

/** What arrays an npz has, by their headers. Those that hold no numbers (pickled objects) have none here. */
record NpzArrays(Map<String, Optional<NpyHeader>> headers) {
    /** More arrays than this no scan has. */
    private static final int MOST = 1000;

    /** Empty if the file is not a whole npz. */
    static Optional<NpzArrays> in(Path file) {
        if (!NpzFile.hasSignature(file)) {
            return Optional.empty();
        }
        try (NpzFile npz = NpzFile.open(file)) {
            Map<String, Optional<NpyHeader>> headers = new LinkedHashMap<>();
            npz.names().stream().limit(MOST).forEach(name -> headers.put(name, npz.header(name)));
            return Optional.of(new NpzArrays(headers));
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    List<String> names() {
        return List.copyOf(headers.keySet());
    }

    boolean has(String name) {
        return headers.containsKey(name);
    }

    Optional<NpyHeader> header(String name) {
        return headers.getOrDefault(name, Optional.empty());
    }

    /** Those that hold no numbers. */
    List<String> unreadable() {
        return names().stream().filter(name -> header(name).isEmpty()).toList();
    }
}
