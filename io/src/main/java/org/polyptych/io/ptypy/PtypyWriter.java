package org.polyptych.io.ptypy;

import org.polyptych.core.ComplexImage;
import org.polyptych.io.hdf5.Hdf5Writer;

/** Nodes with the attribute by which PtyPy knows what they are (its {@code io/h5rw}). */
record PtypyWriter(Hdf5Writer file) {
    private static final String TYPE = "type";

    /** What every file of PtyPy's begins with; times are left out, so that the same content gives the same bytes. */
    void root() {
        file.attribute("/", "h5rw_version", "0.1");
    }

    void dict(String name) {
        group(name, "dict");
    }

    void param(String name) {
        group(name, "param");
    }

    void list(String name) {
        group(name, "list");
    }

    private void group(String name, String type) {
        file.group(name);
        file.attribute(name, TYPE, type);
    }

    void text(String name, String value) {
        file.text(name, value);
        file.attribute(name, TYPE, "string");
    }

    void number(String name, double value) {
        file.doubles(name, new double[] {value});
        file.attribute(name, TYPE, "scalar");
    }

    void whole(String name, long value) {
        file.longs(name, new long[] {value});
        file.attribute(name, TYPE, "scalar");
    }

    void none(String name) {
        file.doubles(name, new double[1], 1);
        file.attribute(name, TYPE, "None");
    }

    void array(String name, double[] values, long... shape) {
        file.doubles(name, values, shape);
        file.attribute(name, TYPE, "array");
    }

    void wholes(String name, long... values) {
        file.longs(name, values, values.length);
        file.attribute(name, TYPE, "array");
    }

    /** A list of numbers, which PtyPy keeps as an array. */
    void wholeList(String name, long... values) {
        file.longs(name, values, values.length);
        file.attribute(name, TYPE, "arraylist");
    }

    /** The same for a tuple. */
    void wholeTuple(String name, long... values) {
        file.longs(name, values, values.length);
        file.attribute(name, TYPE, "arraytuple");
    }

    void images(String name, ComplexImage[] images) {
        file.complex(name, images, images.length);
        file.attribute(name, TYPE, "array");
    }

    /** Says of a dataset that was written otherwise that it is an array. */
    void isArray(String name) {
        file.attribute(name, TYPE, "array");
    }
}
