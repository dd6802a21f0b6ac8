package org.polyptych.bench.fuzz;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.io.hdf5.StoredType;

/** A small HDF5 file as a list of things in it, parents first, so that it can be changed and written again. */
record Tree(List<Node> nodes, List<Attribute> attributes) {
    /** A group, a dataset or a link. */
    sealed interface Node {
        String path();
    }

    record Group(String path) implements Node {}

    record Numbers(String path, double[] values, long[] shape, boolean whole) implements Node {}

    record Complex(String path, ComplexImage[] images, long[] leading) implements Node {}

    record Texts(String path, List<String> values) implements Node {}

    record Link(String path, String target) implements Node {}

    /** Frames that are promised and not there. */
    record Promise(String path, long count, int rows, int columns) implements Node {}

    /** A number (Double or Long) or text attached to an object. */
    record Attribute(String object, String name, Object value) {}

    static Tree read(Path path) {
        Tree tree = new Tree(new ArrayList<>(), new ArrayList<>());
        try (Hdf5File file = Hdf5File.open(path)) {
            tree.add(file, "/");
        }
        return tree;
    }

    private void add(Hdf5File file, String group) {
        addAttributes(file, group);
        for (String name : file.names(group)) {
            String path = (group.equals("/") ? "" : group + "/") + name;
            if (file.isGroup(path)) {
                nodes.add(new Group(path));
                add(file, path);
            } else if (file.isDataset(path)) {
                nodes.add(dataset(file, path));
                addAttributes(file, path);
            }
        }
    }

    private static Node dataset(Hdf5File file, String path) {
        try (Hdf5Dataset dataset = file.dataset(path)) {
            long[] shape = dataset.shape();
            return switch (dataset.kind()) {
                case COMPLEX ->
                    new Complex(path, dataset.complexImages(), java.util.Arrays.copyOf(shape, shape.length - 2));
                case TEXT -> new Texts(path, dataset.texts());
                case INTEGER -> new Numbers(path, dataset.doubles(), shape, true);
                case FLOAT, OTHER -> new Numbers(path, dataset.doubles(), shape, false);
            };
        }
    }

    private void addAttributes(Hdf5File file, String object) {
        for (String name : file.attributeNames(object)) {
            Object value;
            try {
                value = file.whole(object, name).orElseThrow();
            } catch (BadInputException notWhole) {
                try {
                    value = file.number(object, name).orElseThrow();
                } catch (BadInputException notANumber) {
                    value = file.text(object, name).orElseThrow();
                }
            }
            attributes.add(new Attribute(object, name, value));
        }
    }

    /** Writes what can be written: what lost its parent or its object is left out. */
    void write(Path path) {
        try (Hdf5Writer file = Hdf5Writer.create(path)) {
            for (Node node : nodes) {
                attempt(() -> write(file, node));
            }
            for (Attribute attribute : attributes) {
                attempt(() -> write(file, attribute));
            }
        }
    }

    private static void attempt(Runnable work) {
        try {
            work.run();
        } catch (BadInputException e) {
            // the damage has taken what this needs
        }
    }

    private static void write(Hdf5Writer file, Node node) {
        switch (node) {
            case Group group -> file.group(group.path());
            case Numbers numbers -> {
                if (numbers.whole()) {
                    long[] values = java.util.Arrays.stream(numbers.values())
                            .mapToLong(v -> (long) v)
                            .toArray();
                    file.longs(numbers.path(), values, numbers.shape());
                } else {
                    file.doubles(numbers.path(), numbers.values(), numbers.shape());
                }
            }
            case Complex complex -> file.complex(complex.path(), complex.images(), complex.leading());
            case Texts texts -> file.texts(texts.path(), texts.values());
            case Link link -> file.link(link.target(), link.path());
            case Promise promise ->
                file.frames(promise.path(), StoredType.UINT16, promise.count(), promise.rows(), promise.columns())
                        .close();
        }
    }

    private static void write(Hdf5Writer file, Attribute attribute) {
        switch (attribute.value()) {
            case Long whole -> file.attribute(attribute.object(), attribute.name(), whole.longValue());
            case Double number -> file.attribute(attribute.object(), attribute.name(), number.doubleValue());
            default ->
                file.attribute(
                        attribute.object(), attribute.name(), attribute.value().toString());
        }
    }
}
