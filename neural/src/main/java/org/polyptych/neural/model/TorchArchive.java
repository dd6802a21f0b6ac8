package org.polyptych.neural.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.polyptych.core.BadInputException;

/**
 * The zip archive that PyTorch 1.6 and later write: {@code NAME/data.pkl} says what there is, {@code NAME/data/KEY} are the
 * numbers, uncompressed.
 */
final class TorchArchive implements AutoCloseable {
    /** A list of weights of more is refused. */
    private static final int MOST_LIST = 64 << 20;

    private static final String LIST = "data.pkl";

    private final Path file;
    private final ZipFile zip;
    private final String folder;
    private final ByteOrder order;

    private TorchArchive(Path file, ZipFile zip) throws IOException {
        this.file = file;
        this.zip = zip;
        List<String> lists = zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.equals(LIST) || name.endsWith("/" + LIST))
                .toList();
        if (lists.size() != 1) {
            throw new BadInputException(file + ": is a zip archive, but not of PyTorch: it holds " + lists.size()
                    + " files " + LIST + " instead of one");
        }
        this.folder = lists.getFirst().substring(0, lists.getFirst().length() - LIST.length());
        ZipEntry said = zip.getEntry(folder + "byteorder");
        String text = said == null ? "little" : new String(bytes(said, 16), StandardCharsets.US_ASCII).strip();
        this.order = switch (text) {
            case "little" -> ByteOrder.LITTLE_ENDIAN;
            case "big" -> ByteOrder.BIG_ENDIAN;
            default ->
                throw new BadInputException(file + ": byteorder must be little or big, got '" + Quoted.of(text) + "'");
        };
    }

    /** @throws BadInputException if it is no such archive */
    static TorchArchive open(Path file) throws IOException {
        ZipFile zip = new ZipFile(file.toFile());
        try {
            return new TorchArchive(file, zip);
        } catch (IOException | RuntimeException e) {
            zip.close();
            throw e;
        }
    }

    /** The pickle. */
    byte[] list() throws IOException {
        return bytes(zip.getEntry(folder + LIST), MOST_LIST);
    }

    /**
     * All numbers of a storage, as bytes in the order of the file.
     *
     * @param said what is said of this one storage, at least once; never to be more than there is
     */
    ByteBuffer numbers(List<TorchTensor.Storage> said) throws IOException {
        String name = folder + "data/" + said.getFirst().key();
        ZipEntry entry = zip.getEntry(name);
        for (TorchTensor.Storage storage : said) {
            requireFit(name, entry, storage);
        }
        return ByteBuffer.wrap(bytes(entry, Integer.MAX_VALUE - 8)).order(order);
    }

    private void requireFit(String name, ZipEntry entry, TorchTensor.Storage storage) {
        if (entry == null || storage.count() > entry.getSize() / storage.type().bytes) {
            throw new BadInputException(
                    file + ": " + Quoted.of(name) + " should have " + storage.count() + " numbers of "
                            + storage.type().bytes + " bytes, "
                            + (entry == null ? "but is not there" : "got " + entry.getSize() + " bytes")
                            + "; the file is damaged");
        }
    }

    private byte[] bytes(ZipEntry entry, int most) throws IOException {
        long size = entry.getSize();
        if (entry.getMethod() != ZipEntry.STORED) {
            throw new BadInputException(file + ": " + Quoted.of(entry.getName())
                    + " is compressed, which PyTorch does not do; save it again");
        }
        if (size < 0 || size > most || size > Files.size(file)) {
            throw new BadInputException(file + ": " + Quoted.of(entry.getName()) + " cannot have " + size + " bytes");
        }
        byte[] bytes;
        try (InputStream in = zip.getInputStream(entry)) {
            bytes = in.readNBytes((int) size);
        }
        CRC32 sum = new CRC32();
        sum.update(bytes);
        if (bytes.length < size || sum.getValue() != entry.getCrc()) {
            throw new BadInputException(file + ": " + Quoted.of(entry.getName())
                    + " is not what its checksum says, the file is damaged; copy it again");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
