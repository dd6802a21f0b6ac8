package org.polyptych.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Objects;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * By what a file that changes while it is being read gives itself away.
 *
 * @param key which file it is, whatever its name; null where the system does not say
 * @param growing whether it was being written, in a way that leaves what is there already as it is
 */
public record FileMark(Path path, long bytes, FileTime modified, Object key, boolean growing) {
    /** Looks at the file as it is now. */
    public static FileMark of(Path path) {
        return of(path, Hdf5File.isBeingWritten(path));
    }

    private static FileMark of(Path path, boolean growing) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new FileMark(path, attributes.size(), attributes.lastModifiedTime(), attributes.fileKey(), growing);
        } catch (IOException e) {
            throw new BadInputException(path + ": no such file, or no permission to look at it", e);
        }
    }

    /** @throws BadInputException if the file is not what it was */
    public void check() {
        FileMark now;
        try {
            now = of(path, growing);
        } catch (BadInputException e) {
            throw changed("has gone", e);
        }
        if (!Objects.equals(key, now.key)) {
            throw changed("was replaced by another file", null);
        }
        if (growing && now.bytes >= bytes) {
            return;
        }
        if (bytes != now.bytes) {
            throw changed("has changed from " + bytes + " to " + now.bytes + " bytes", null);
        }
        if (!modified.equals(now.modified)) {
            throw changed("was written to", null);
        }
    }

    private BadInputException changed(String what, Exception cause) {
        return new BadInputException(
                path + ": " + what + " while it was being read; let the writing end, then start again", cause);
    }
}
