package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_RDONLY;
import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_SWMR_READ;
import static org.bytedeco.hdf5.global.hdf5.H5Fopen;
import static org.bytedeco.hdf5.global.hdf5.H5Gget_info;
import static org.bytedeco.hdf5.global.hdf5.H5Gopen2;
import static org.bytedeco.hdf5.global.hdf5.H5I_DATASET;
import static org.bytedeco.hdf5.global.hdf5.H5I_GROUP;
import static org.bytedeco.hdf5.global.hdf5.H5Iget_type;
import static org.bytedeco.hdf5.global.hdf5.H5L_TYPE_EXTERNAL;
import static org.bytedeco.hdf5.global.hdf5.H5Lexists;
import static org.bytedeco.hdf5.global.hdf5.H5Lget_info2;
import static org.bytedeco.hdf5.global.hdf5.H5Lget_name_by_idx;
import static org.bytedeco.hdf5.global.hdf5.H5Lget_val;
import static org.bytedeco.hdf5.global.hdf5.H5Oclose;
import static org.bytedeco.hdf5.global.hdf5.H5Oopen;
import static org.bytedeco.hdf5.global.hdf5.H5P_CLS_FILE_ACCESS_ID_g;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Pcreate;
import static org.bytedeco.hdf5.global.hdf5.H5Pset_file_locking;
import static org.bytedeco.hdf5.global.hdf5.H5_INDEX_NAME;
import static org.bytedeco.hdf5.global.hdf5.H5_ITER_INC;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bytedeco.hdf5.H5G_info_t;
import org.bytedeco.hdf5.H5L_info2_t;
import org.bytedeco.javacpp.BytePointer;
import org.polyptych.core.BadInputException;

/**
 * An HDF5 file opened for reading. Objects are named by their path from the root, such as {@code probe} or
 * {@code /entry_1/data_1}; the root itself is {@code /}. Safe for use by several threads.
 */
public final class Hdf5File implements AutoCloseable {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /** Larger ones are legal, but nobody writes them. */
    private static final int LARGEST_USER_BLOCK = 4096;

    /** Of the superblock: where its flags are, how far they are from the signature's end, since when they are there. */
    private static final int SUPERBLOCK_FLAGS = 11;

    private static final int FLAGS = 4;
    private static final int VERSION_WITH_FLAGS = 3;

    private static final int LONGEST_LINK = 1 << 16;

    private final Path path;
    private final Handle file;
    private boolean closed;

    private Hdf5File(Path path, Handle file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Whether the file begins as an HDF5 file does, perhaps behind a user block of another program, such as MATLAB's;
     * says nothing of whether it is whole.
     */
    public static boolean hasSignature(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] front = in.readNBytes(LARGEST_USER_BLOCK + SIGNATURE.length);
            for (int at = 0; at + SIGNATURE.length <= front.length; at = Math.max(512, 2 * at)) {
                if (Arrays.equals(front, at, at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    /** @throws BadInputException if the file is missing, is not HDF5, or is cut short */
    public static Hdf5File open(Path path) {
        if (Files.isDirectory(path)) {
            throw new BadInputException(path + ": this is a folder, not an HDF5 file");
        }
        if (!Files.exists(path)) {
            throw new BadInputException(path + ": no such file");
        }
        if (!Files.isReadable(path)) {
            throw new BadInputException(path + ": no permission to read it");
        }
        if (!hasSignature(path)) {
            throw new BadInputException(path + ": not an HDF5 file");
        }
        return Hdf5Library.locked(() -> {
            try (Handle access =
                    Handle.properties(H5Pcreate(H5P_CLS_FILE_ACCESS_ID_g()), path + ": cannot be opened")) {
                // File systems without locks must not keep anybody from reading.
                H5Pset_file_locking(access.id(), true, true);
                long file = H5Fopen(path.toString(), H5F_ACC_RDONLY, access.id());
                boolean open = file < 0 && isBeingWritten(path);
                if (open) {
                    file = H5Fopen(path.toString(), H5F_ACC_RDONLY | H5F_ACC_SWMR_READ, access.id());
                }
                String failure = open
                        ? path + ": is being written by another program, which does not let others read meanwhile; wait"
                                + " until it has closed the file (if it died: h5clear -s FILE)"
                        : path + ": damaged or incomplete HDF5 file (cut short while copied or still being written?)";
                return new Hdf5File(path, Handle.file(file, failure));
            }
        });
    }

    /** Whether a program has the file open for writing, or died while it had, as far as files say so (version 3 on). */
    public static boolean isBeingWritten(Path path) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] front = in.readNBytes(LARGEST_USER_BLOCK + SIGNATURE.length + FLAGS);
            for (int at = 0; at + SIGNATURE.length + FLAGS <= front.length; at = Math.max(512, 2 * at)) {
                if (Arrays.equals(front, at, at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
                    return front[at + SIGNATURE.length] >= VERSION_WITH_FLAGS
                            && (front[at + SUPERBLOCK_FLAGS] & 1) != 0;
                }
            }
            return false;
        } catch (IOException e) {
            return false;
        }
    }

    public Path path() {
        return path;
    }

    public boolean isDataset(String object) {
        return Hdf5Library.locked(() -> kind(object) == H5I_DATASET);
    }

    public boolean isGroup(String object) {
        return Hdf5Library.locked(() -> kind(object) == H5I_GROUP);
    }

    /** The names of what is in a group, sorted. */
    public List<String> names(String group) {
        return Hdf5Library.locked(() -> namesIn(group));
    }

    /** @throws BadInputException if there is no such dataset; the line says what there is */
    public Hdf5Dataset dataset(String name) {
        return dataset(name, new VirtualParts());
    }

    /** One that may be a part of others, which are being looked at. */
    Hdf5Dataset dataset(String name, VirtualParts parts) {
        return Hdf5Library.locked(() -> {
            if (kind(name) != H5I_DATASET) {
                deadLink(name).ifPresent(link -> {
                    throw link.missing(path + ": dataset '" + name + "'");
                });
                throw new BadInputException(path + ": no dataset '" + name + "'; the file has " + listed(namesIn("/")));
            }
            return Hdf5Dataset.open(new HeapTexts(file.id(), path), name, parts);
        });
    }

    /** A number attached to an object, if there is one. */
    public Optional<Double> number(String object, String attribute) {
        return attributes(object, attributes -> attributes.number(attribute));
    }

    /** A whole number attached to an object, if there is one. */
    public Optional<Long> whole(String object, String attribute) {
        return attributes(object, attributes -> attributes.whole(attribute));
    }

    /** Text attached to an object, if there is any. */
    public Optional<String> text(String object, String attribute) {
        return attributes(object, attributes -> attributes.text(attribute));
    }

    /** Whether an object has an attribute of this name: the library survives this in damaged files that kill it when asked for all names. */
    public boolean hasAttribute(String object, String name) {
        return attributes(object, found -> found.has(name));
    }

    /** The names of an object's attributes, sorted. Only of files of our own: see {@link #hasAttribute}. */
    public List<String> attributeNames(String object) {
        return attributes(object, Attributes::names);
    }

    private <T> T attributes(String object, Function<Attributes, T> work) {
        return Hdf5Library.locked(() -> {
            String where = path + ": " + ("/".equals(object) ? "root" : "'" + object + "'");
            try (Handle open = Handle.object(
                    H5Oopen(file.id(), object, H5P_DEFAULT), path + ": nothing is called '" + object + "'")) {
                return work.apply(new Attributes(new HeapTexts(file.id(), path), open.id(), where));
            }
        });
    }

    /** What the library calls the object's kind; negative if there is none, or a link that leads nowhere. */
    private int kind(String object) {
        return Hdf5Library.watched(() -> kindNow(object), path + ": '" + object + "' cannot be looked for");
    }

    private int kindNow(String object) {
        StringBuilder prefix = new StringBuilder();
        for (String part : object.split("/")) {
            if (!part.isEmpty()) {
                prefix.append('/').append(part);
                if (H5Lexists(file.id(), prefix.toString(), H5P_DEFAULT) <= 0) {
                    return -1;
                }
            }
        }
        long id = H5Oopen(file.id(), object, H5P_DEFAULT);
        if (id < 0) {
            return -1;
        }
        int kind = H5Iget_type(id);
        H5Oclose(id);
        return kind;
    }

    /** The first link on the way to an object that leads to a file that is not there. */
    private Optional<LinkedFile> deadLink(String object) {
        StringBuilder prefix = new StringBuilder();
        for (String part : object.split("/")) {
            if (!part.isEmpty()) {
                prefix.append('/').append(part);
                Optional<LinkedFile> link = externalLink(prefix.toString());
                if (link.isPresent() && link.get().found().isEmpty()) {
                    return link;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<LinkedFile> externalLink(String name) {
        try (H5L_info2_t info = new H5L_info2_t()) {
            if (H5Lexists(file.id(), name, H5P_DEFAULT) <= 0
                    || H5Lget_info2(file.id(), name, info, H5P_DEFAULT) < 0
                    || info.type() != H5L_TYPE_EXTERNAL
                    || info.u_val_size() > LONGEST_LINK) {
                return Optional.empty();
            }
            try (BytePointer value = new BytePointer(info.u_val_size())) {
                if (H5Lget_val(file.id(), name, value, value.capacity(), H5P_DEFAULT) < 0) {
                    return Optional.empty();
                }
                // a byte of flags, the file's name, a zero, the object's name
                byte[] bytes = new byte[(int) value.capacity()];
                value.get(bytes);
                int end = 1;
                while (end < bytes.length && bytes[end] != 0) {
                    end++;
                }
                return Optional.of(new LinkedFile(path, new String(bytes, 1, end - 1, StandardCharsets.UTF_8)));
            }
        }
    }

    private List<String> namesIn(String group) {
        return Hdf5Library.watched(() -> namesNow(group), path + ": group '" + group + "' cannot be listed");
    }

    private List<String> namesNow(String group) {
        List<String> names = new ArrayList<>();
        String failure = path + ": no group '" + group + "'";
        try (Handle open = Handle.group(H5Gopen2(file.id(), group, H5P_DEFAULT), failure);
                H5G_info_t info = new H5G_info_t()) {
            Handle.check(H5Gget_info(open.id(), info), failure);
            for (long k = 0; k < info.nlinks(); k++) {
                long length = H5Lget_name_by_idx(
                        open.id(), ".", H5_INDEX_NAME, H5_ITER_INC, k, (byte[]) null, 0, H5P_DEFAULT);
                Handle.check(length, failure);
                byte[] name = new byte[(int) length + 1];
                H5Lget_name_by_idx(open.id(), ".", H5_INDEX_NAME, H5_ITER_INC, k, name, name.length, H5P_DEFAULT);
                names.add(new String(name, 0, (int) length, StandardCharsets.UTF_8));
            }
        }
        return names;
    }

    private static String listed(List<String> names) {
        return names.isEmpty() ? "nothing in it" : String.join(", ", names);
    }

    @Override
    public void close() {
        Hdf5Library.run(() -> {
            if (!closed) {
                file.close();
                closed = true;
            }
        });
    }
}
