package org.polyptych.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import org.polyptych.core.BadInputException;
import org.polyptych.core.WholeFile;

/** NumPy's npy files, versions 1 to 3: one array of numbers. */
public final class NpyFile {
    private static final int LONGEST_HEADER = 1 << 20;

    /** An array is held twice or three times while it is turned into numbers. */
    private static final int LARGEST_SHARE = 4;

    private NpyFile() {}

    /** @throws BadInputException if the file is missing, cut short, not npy, or holds something other than numbers */
    public static NpyArray read(Path path) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            return read(in, path.toString());
        } catch (NoSuchFileException e) {
            throw new BadInputException(path + ": no such file", e);
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Opens an npy to take its numbers piece by piece. */
    public static NpyStream stream(Path path) {
        try {
            return NpyStream.of(new BufferedInputStream(Files.newInputStream(path)), path.toString());
        } catch (NoSuchFileException e) {
            throw new BadInputException(path + ": no such file", e);
        } catch (IOException e) {
            throw new BadInputException(path + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** Where in a file the numbers begin. */
    public static long dataOffset(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] front = in.readNBytes(NpyHeader.MAGIC.length + 2 + Integer.BYTES);
            int at = NpyHeader.MAGIC.length;
            boolean narrow = front[at] == 1;
            ByteBuffer lengths = ByteBuffer.wrap(front, at + 2, Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            return narrow
                    ? at + 4 + Short.toUnsignedInt(lengths.getShort())
                    : at + 6 + Integer.toUnsignedLong(lengths.getInt());
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new BadInputException(path + ": not an npy file", e);
        }
    }

    /** Whether the file begins as npy files do. */
    public static boolean hasSignature(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            return Arrays.equals(in.readNBytes(NpyHeader.MAGIC.length), NpyHeader.MAGIC);
        } catch (IOException e) {
            return false;
        }
    }

    /** @param label for messages */
    static NpyArray read(InputStream in, String label) throws IOException {
        NpyHeader header = header(in, label);
        return new NpyArray(header.type(), header.shape(), numbers(in, header, label));
    }

    /** Reads what stands in front of the numbers. */
    static NpyHeader header(InputStream in, String label) throws IOException {
        if (!Arrays.equals(in.readNBytes(NpyHeader.MAGIC.length), NpyHeader.MAGIC)) {
            throw new BadInputException(label + ": not an npy file");
        }
        byte[] version = exactly(in, 2, label);
        if (version[0] < 1 || version[0] > 3) {
            throw new BadInputException(label + ": npy version " + version[0] + " is not known (1 to 3 are)");
        }
        long length = 0;
        byte[] lengthBytes = exactly(in, version[0] == 1 ? 2 : 4, label);
        for (int b = lengthBytes.length - 1; b >= 0; b--) {
            length = length << 8 | Byte.toUnsignedInt(lengthBytes[b]);
        }
        if (length > LONGEST_HEADER) {
            throw new BadInputException(label + ": the npy header is damaged");
        }
        return NpyHeader.parse(new String(exactly(in, (int) length, label), NpyHeader.charset(version[0])), label);
    }

    private static byte[] numbers(InputStream in, NpyHeader header, String label) throws IOException {
        long size = header.size();
        if (size > (Integer.MAX_VALUE - 8) / header.type().bytes) {
            throw new BadInputException(label + ": the array is larger than 2 GiB");
        }
        // a small file can promise much, and a zip can even keep the promise
        if (size * header.type().bytes > Runtime.getRuntime().maxMemory() / LARGEST_SHARE) {
            throw new BadInputException(
                    label + ": the array (" + header.shapeText() + ") is too large for this machine's memory");
        }
        byte[] bytes = exactly(in, (int) size * header.type().bytes, label);
        if (header.order() == ByteOrder.BIG_ENDIAN) {
            NpyOrder.swapBytes(bytes, header.type().wordBytes());
        }
        return header.fortran() ? NpyOrder.fromFortran(bytes, header.shape(), header.type().bytes) : bytes;
    }

    static byte[] exactly(InputStream in, int length, String label) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new BadInputException(
                    label + ": the npy data are cut short, " + (length - bytes.length) + " bytes are missing");
        }
        return bytes;
    }

    /** Writes little-endian, last index fastest, as NumPy does by itself. */
    public static void write(Path path, NpyArray array) {
        write(path, array, ByteOrder.LITTLE_ENDIAN, false);
    }

    /** @param fortran whether the first index is to be the fastest */
    public static void write(Path path, NpyArray array, ByteOrder order, boolean fortran) {
        WholeFile.write(path, part -> {
            try (OutputStream out = Files.newOutputStream(part)) {
                write(out, array, order, fortran);
            }
        });
    }

    static void write(OutputStream out, NpyArray array, ByteOrder order, boolean fortran) throws IOException {
        out.write(new NpyHeader(array.type(), order, fortran, array.shape()).encode());
        byte[] bytes = fortran ? NpyOrder.toFortran(array.bytes(), array.shape(), array.type().bytes) : array.bytes();
        if (order == ByteOrder.BIG_ENDIAN) {
            bytes = bytes.clone();
            NpyOrder.swapBytes(bytes, array.type().wordBytes());
        }
        out.write(bytes);
    }
}
