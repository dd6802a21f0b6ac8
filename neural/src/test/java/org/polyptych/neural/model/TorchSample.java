package org.polyptych.neural.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Makes files as PyTorch writes them, code by code. */
final class TorchSample {
    private final ByteArrayOutputStream code = new ByteArrayOutputStream();
    private final Map<String, byte[]> storages = new LinkedHashMap<>();

    TorchSample() {
        raw(0x80, 2);
    }

    TorchSample raw(int... bytes) {
        for (int b : bytes) {
            code.write(b);
        }
        return this;
    }

    TorchSample text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        raw('X', utf8.length & 0xff, utf8.length >> 8, 0, 0);
        code.writeBytes(utf8);
        return this;
    }

    TorchSample number(long value) {
        raw(0x8a, 8);
        code.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
        return this;
    }

    TorchSample numbers(long... values) {
        raw('(');
        for (long value : values) {
            number(value);
        }
        return raw('t');
    }

    TorchSample name(String module, String member) {
        raw('c');
        code.writeBytes((module + "\n" + member + "\n").getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** An empty map to fill: {@code raw('u')} after its pairs. */
    TorchSample map() {
        return name("collections", "OrderedDict").raw(')', 'R', '(');
    }

    /** A tensor whose storage is a file of the archive. */
    TorchSample tensor(String type, String key, long count, long offset, long[] shape, long[] stride) {
        name("torch._utils", "_rebuild_tensor_v2").raw('(', '(');
        text("storage")
                .name("torch", type)
                .text(key)
                .text("cuda:0")
                .number(count)
                .raw('t', 'Q');
        number(offset).numbers(shape).numbers(stride).raw(0x89);
        return name("collections", "OrderedDict").raw(')', 'R', 't', 'R');
    }

    /** The numbers of a storage, put there by {@code filled}. */
    TorchSample storage(String key, ByteBuffer filled) {
        storages.put(key, filled.array());
        return this;
    }

    static ByteBuffer bytes(int count) {
        return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] code() {
        return code.toByteArray();
    }

    /** Writes the archive; the code needs its end yet. */
    Path write(Path file) {
        raw('.');
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            put(zip, "net/data.pkl", code());
            put(zip, "net/byteorder", "little".getBytes(StandardCharsets.US_ASCII));
            for (Map.Entry<String, byte[]> storage : storages.entrySet()) {
                put(zip, "net/data/" + storage.getKey(), storage.getValue());
            }
            put(zip, "net/version", "3\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 sum = new CRC32();
        sum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
