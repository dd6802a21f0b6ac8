package org.polyptych.io.hdf5;

import static org.bytedeco.hdf5.global.hdf5.H5Aexists;
import static org.bytedeco.hdf5.global.hdf5.H5Aget_name_by_idx;
import static org.bytedeco.hdf5.global.hdf5.H5Aget_space;
import static org.bytedeco.hdf5.global.hdf5.H5Aget_type;
import static org.bytedeco.hdf5.global.hdf5.H5Aopen;
import static org.bytedeco.hdf5.global.hdf5.H5Aread;
import static org.bytedeco.hdf5.global.hdf5.H5P_DEFAULT;
import static org.bytedeco.hdf5.global.hdf5.H5Sget_simple_extent_npoints;
import static org.bytedeco.hdf5.global.hdf5.H5T_FLOAT;
import static org.bytedeco.hdf5.global.hdf5.H5T_INTEGER;
import static org.bytedeco.hdf5.global.hdf5.H5T_STRING;
import static org.bytedeco.hdf5.global.hdf5.H5Tget_class;
import static org.bytedeco.hdf5.global.hdf5.H5Tis_variable_str;
import static org.bytedeco.hdf5.global.hdf5.H5_INDEX_NAME;
import static org.bytedeco.hdf5.global.hdf5.H5_ITER_INC;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.LongPointer;
import org.polyptych.core.BadInputException;

/** Reads the attributes of one open object; one-element arrays count as single values. Under the lock only. */
record Attributes(HeapTexts texts, long object, String where) {

    List<String> names() {
        List<String> names = new ArrayList<>();
        for (long k = 0; ; k++) {
            long length = H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, k, (byte[]) null, 0, H5P_DEFAULT);
            if (length < 0) {
                return names;
            }
            byte[] name = new byte[(int) length + 1];
            H5Aget_name_by_idx(object, ".", H5_INDEX_NAME, H5_ITER_INC, k, name, name.length, H5P_DEFAULT);
            names.add(new String(name, 0, (int) length, StandardCharsets.UTF_8));
        }
    }

    boolean has(String name) {
        return H5Aexists(object, name) > 0;
    }

    Optional<Double> number(String name) {
        return read(name, open -> {
            if (open.kind != H5T_INTEGER && open.kind != H5T_FLOAT) {
                throw new BadInputException(open.label + " must be a number");
            }
            try (DoublePointer value = new DoublePointer(open.count())) {
                Handle.check(
                        H5Aread(open.attribute, NumberType.DOUBLE.inMemory(), value), open.label + " cannot be read");
                return value.get();
            }
        });
    }

    Optional<Long> whole(String name) {
        return read(name, open -> {
            if (open.kind != H5T_INTEGER) {
                throw new BadInputException(open.label + " must be a whole number");
            }
            try (LongPointer value = new LongPointer(open.count())) {
                Handle.check(
                        H5Aread(open.attribute, NumberType.LONG.inMemory(), value), open.label + " cannot be read");
                return value.get();
            }
        });
    }

    Optional<String> text(String name) {
        return read(name, open -> {
            if (open.kind != H5T_STRING) {
                throw new BadInputException(open.label + " must be text");
            }
            String failure = open.label + " cannot be read";
            int count = open.count();
            Optional<List<String>> found = H5Tis_variable_str(open.type) > 0
                    ? texts.ofAttribute(object, name, count, failure)
                    : Optional.empty();
            return found.orElseGet(() -> TextType.read(
                            (type, buffer) -> H5Aread(open.attribute, type, buffer),
                            open.type,
                            open.space,
                            count,
                            failure))
                    .getFirst();
        });
    }

    private <T> Optional<T> read(String name, java.util.function.Function<Open, T> work) {
        if (!has(name)) {
            return Optional.empty();
        }
        String label = where + " attribute '" + name + "'";
        String failure = label + " cannot be read";
        try (Handle attribute = Handle.attribute(H5Aopen(object, name, H5P_DEFAULT), failure);
                Handle type = Handle.type(H5Aget_type(attribute.id()), failure);
                Handle space = Handle.space(H5Aget_space(attribute.id()), failure)) {
            NumberLayout.check(type.id(), label);
            return Optional.of(
                    work.apply(new Open(attribute.id(), type.id(), space.id(), H5Tget_class(type.id()), label)));
        }
    }

    /** An attribute while it is being read. */
    private record Open(long attribute, long type, long space, int kind, String label) {
        int count() {
            long count = H5Sget_simple_extent_npoints(space);
            if (count < 1 || count > Integer.MAX_VALUE) {
                throw new BadInputException(label + " is empty");
            }
            return (int) count;
        }
    }
}
