package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5T_CSET_UTF8;
import static org.bytedeco.hdf5.global.hdf5.H5T_C_S1_g;
import static org.bytedeco.hdf5.global.hdf5.H5Tcopy;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_cset;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_size;
import static org.bytedeco.hdf5.global.hdf5.H5Tis_variable_str;
import static org.bytedeco.hdf5.global.hdf5.H5Treclaim;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_cset;
import static org.bytedeco.hdf5.global.hdf5.H5Tset_size;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerPointer;
import org.polyptych.core.BadInputException;

/** Strings in HDF5, which are of fixed length (padded by zeros or blanks) or of variable length; read as UTF-8. */
final class TextType {
    private static final long VARIABLE = -1;

    private TextType() {}

    /** Reads into memory of the given type. */
    @FunctionalInterface
    interface Source {
        int read(long memoryType, Pointer buffer);
    }

    /** The type of variable-length UTF-8 strings, which is what h5py writes. */
    static Handle variable() {
        return variable(H5T_CSET_UTF8);
    }

    private static Handle variable(int characters) {
        Handle type = Handle.type(H5Tcopy(H5T_C_S1_g()), "HDF5: cannot make a string type");
        H5Tset_size(type.id(), VARIABLE);
        H5Tset_cset(type.id(), characters);
        return type;
    }

    /** All strings of an attribute or dataset with the given type in the file. */
    static List<String> read(Source source, long fileType, long space, int count, String failure) {
        return H5Tis_variable_str(fileType) > 0
                ? readVariable(source, fileType, space, count, failure)
                : readFixed(source, fileType, count, failure);
    }

    private static List<String> readVariable(Source source, long fileType, long space, int count, String failure) {
        List<String> texts = new ArrayList<>(count);
        PointerPointer<BytePointer> buffer = new PointerPointer<>(count);
        try (Handle type = variable(H5Tget_cset(fileType))) {
            Handle.check(Hdf5Library.watched(() -> source.read(type.id(), buffer), failure), failure);
            for (int k = 0; k < count; k++) {
                BytePointer text = buffer.get(BytePointer.class, k);
                texts.add(text == null ? "" : text.getString(StandardCharsets.UTF_8));
            }
            H5Treclaim(type.id(), space, H5P_DEFAULT, buffer);
        } finally {
            if (!Hdf5Library.isStuck()) { // who is stuck may still write into it
                buffer.close();
            }
        }
        return texts;
    }

    private static List<String> readFixed(Source source, long fileType, int count, String failure) {
        long size = H5Tget_size(fileType);
        if (size > Integer.MAX_VALUE / Math.max(1, count)) {
            throw new BadInputException(failure + ": " + count + " texts of " + size + " bytes are too much");
        }
        int length = (int) size;
        byte[] bytes = new byte[count * length];
        try (BytePointer buffer = new BytePointer(bytes.length)) {
            Handle.check(source.read(fileType, buffer), failure);
            buffer.get(bytes);
        }
        List<String> texts = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            int end = k * length;
            while (end < (k + 1) * length && bytes[end] != 0) {
                end++;
            }
            texts.add(new String(bytes, k * length, end - k * length, StandardCharsets.UTF_8).stripTrailing());
        }
        return texts;
    }
}
