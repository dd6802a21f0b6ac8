package org.polyptych.io;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;

/** NumPy's npz files: arrays by name in a zip. Each is read only when asked for. */
public final class NpzFile implements AutoCloseable {
    private static final byte[] SIGNATURE = {'P', 'K', 3, 4};
    private static final String ENDING = ".npy";
    /** All entries get the first day a zip can hold, so that the same arrays give the same file. */
    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private final Path path;
    private final ZipFile zip;

    private NpzFile(Path path, ZipFile zip) {
        this.path = path;
        this.zip = zip;
    }

    /** @throws BadInputException if the file is missing or not a whole zip */
    public static NpzFile open(Path path) {
        if (!Files.exists(path)) {
            throw new BadInputException(path + ": no such file");
        }
        try {
            return new NpzFile(path, new ZipFile(path.toFile()));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(path + ": not an npz file, or cut short", e);
        }
    }

    /** Whether the file begins as zip files do. */
    public static boolean hasSignature(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE);
        } catch (IOException e) {
            return false;
        }
    }

    /** The names of the arrays, in the order of the file. */
    public List<String> names() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.endsWith(ENDING))
                .map(name -> name.substring(0, name.length() - ENDING.length()))
                .toList();
    }

    public boolean has(String name) {
        return zip.getEntry(name + ENDING) != null;
    }

    /** @throws BadInputException if there is no such array, or it holds something other than numbers */
    public NpyArray read(String name) {
        ZipEntry entry = entry(name);
        String label = label(name);
        try (InputStream in = new BufferedInputStream(zip.getInputStream(entry))) {
            return NpyFile.read(in, label);
        } catch (IOException | IllegalArgumentException e) { // the second of a damaged zip
            throw new BadInputException(label + " cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * What stands in front of an array's numbers; empty for one that holds no numbers, such as a pickled object, which is
     * never executed.
     */
    public Optional<NpyHeader> header(String name) {
        try (NpyStream in = stream(name)) {
            return Optional.of(in.header());
        } catch (BadInputException e) {
            return Optional.empty();
        }
    }

    /**
     * Opens an array to take its numbers piece by piece.
     *
     * @throws BadInputException as {@link #read}
     */
    public NpyStream stream(String name) {
        ZipEntry entry = entry(name);
        try {
            return NpyStream.of(new BufferedInputStream(zip.getInputStream(entry)), label(name));
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(label(name) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private ZipEntry entry(String name) {
        ZipEntry entry = zip.getEntry(name + ENDING);
        if (entry == null) {
            throw new BadInputException(path + ": no array '" + name + "'; the file has " + String.join(", ", names()));
        }
        return entry;
    }

    private String label(String name) {
        return path + ": array '" + name + "'";
    }

    /** Writes a compressed npz with the arrays in the map's order. */
    public static void write(Path path, Map<String, NpyArray> arrays) {
        WholeFile.write(path, part -> {
            try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(part)))) {
                for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                    ZipEntry entry = new ZipEntry(array.getKey() + ENDING);
                    entry.setTimeLocal(NO_DATE);
                    zip.putNextEntry(entry);
                    NpyFile.write(zip, array.getValue(), ByteOrder.LITTLE_ENDIAN, false);
                    zip.closeEntry();
                }
            }
        });
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
