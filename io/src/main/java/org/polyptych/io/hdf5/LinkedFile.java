package org.polyptych.io.hdf5;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.polyptych.core.BadInputException;

/**
 * A file that another one names: by an external link, or as the source of a virtual dataset. Looked for where the
 * library looks: where the name says, else beside the naming file, under the whole name or its last part.
 */
record LinkedFile(Path from, String name) {
    /** Names this very file. */
    private static final String ITSELF = ".";

    Optional<Path> found() {
        if (name.equals(ITSELF)) {
            return Optional.of(from);
        }
        try {
            Path named = Path.of(name);
            Path last = Optional.ofNullable(named.getFileName()).orElse(named); // the root has no last part
            return Stream.of(from.toAbsolutePath().getParent(), real(from).getParent())
                    .flatMap(folder -> named.isAbsolute()
                            ? Stream.of(named, folder.resolve(last))
                            : Stream.of(folder.resolve(named), named))
                    .filter(path -> Files.isReadable(path) && !Files.isDirectory(path))
                    .findFirst();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    /** The complaint that it is not there. */
    BadInputException missing(String label) {
        return new BadInputException(label + " lies in the file " + name
                + ", which is missing (or may not be read); put it beside " + from.getFileName());
    }
}
