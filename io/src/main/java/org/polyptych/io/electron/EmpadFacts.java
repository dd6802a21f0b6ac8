package org.polyptych.io.electron;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.frames.SharedFile;

/** What a text beside EMPAD frames says of them. */
interface EmpadFacts {
    /** The name of the file with the frames, relative to the text's folder. */
    String rawFile();

    /** Rows between two frames that belong to none: 2 of the first detector, whose frames end with them. */
    int extraRows();

    /** Passes on what the text says of beam, detector and scan. */
    void tell(Metadata metadata);

    /** The file with the frames: as the text has it, or of that name beside it, since folders are moved about. */
    default Path rawBeside(Path text) {
        try {
            Path said = text.resolveSibling(rawFile());
            return Files.isRegularFile(said)
                    ? said
                    : text.resolveSibling(rawFile().replaceFirst("^.*[/\\\\]", ""));
        } catch (InvalidPathException e) {
            throw new BadInputException(text + ": '" + rawFile() + "' cannot be the name of its frames' file", e);
        }
    }

    /** The whole text; empty where the file is longer than such texts are. */
    static String text(Path path, int longest) {
        try (SharedFile file = SharedFile.open(path)) {
            return file.size() > longest
                    ? ""
                    : StandardCharsets.UTF_8
                            .decode(file.front(longest, ByteOrder.BIG_ENDIAN))
                            .toString();
        }
    }
}
