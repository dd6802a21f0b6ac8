package org.polyptych.app.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder that one run has to itself: a lock on a file in it, which the system takes back when the process ends,
 * however it ends. Follows the folder when that is renamed.
 */
public final class FolderLock implements AutoCloseable {
    public static final String FILE = "lock";

    /** The system knows processes, not the runs within one. */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private static final int TRIES = 3;

    /** Who only looks whether the folder is taken, see {@link #isTaken}, has it for a moment. */
    private static final int LOOKS = 20;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** Makes the folder if need be and takes the lock; empty if another run has it. */
    public static Optional<FolderLock> take(Path folder) {
        if (!OURS.add(folder)) {
            return Optional.empty();
        }
        try {
            for (int k = 0; k < TRIES; k++) {
                Files.createDirectories(folder);
                FileChannel channel =
                        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!lockedSoon(channel)) {
                    channel.close();
                    OURS.remove(folder);
                    return Optional.empty();
                }
                if (Files.exists(folder.resolve(FILE))) {
                    return Optional.of(new FolderLock(folder, channel));
                }
                channel.close(); // The run that had it has just ended and taken the folder away.
            }
            throw new IOException("the lock in " + folder + " cannot be taken");
        } catch (IOException e) {
            OURS.remove(folder);
            throw new UncheckedIOException(e);
        }
    }

    private static boolean lockedSoon(FileChannel channel) {
        try {
            for (int k = 0; k < LOOKS; k++) {
                if (locked(channel)) {
                    return true;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static boolean locked(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // somebody in this process
        } catch (IOException e) {
            // A file system without locks must not keep anybody from working.
            return true;
        }
    }

    /** Whether a living run has the folder. */
    public static boolean isTaken(Path folder) {
        if (OURS.contains(folder)) {
            return true;
        }
        Path file = folder.resolve(FILE);
        if (!Files.isWritable(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return !locked(channel);
        } catch (IOException e) {
            return false;
        }
    }

    /** Gives the folder back. The file stays; whoever removes the folder removes it. */
    @Override
    public void close() {
        OURS.remove(folder);
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
