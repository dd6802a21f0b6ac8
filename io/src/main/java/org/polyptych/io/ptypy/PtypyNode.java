package org.polyptych.io.ptypy;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/** Values in a file of PtyPy's; what Python had as None is stored as a number and is none here. */
record PtypyNode(Hdf5File file, String name) {
    private static final String TYPE = "type";

    PtypyNode at(String child) {
        return new PtypyNode(file, name + "/" + child);
    }

    /** What Python object it was; empty if the file does not say. */
    Optional<String> type() {
        return file.isDataset(name) || file.isGroup(name)
                ? file.hasAttribute(name, TYPE) ? file.text(name, TYPE) : Optional.empty()
                : Optional.empty();
    }

    private boolean isValue() {
        return file.isDataset(name) && !type().equals(Optional.of("None"));
    }

    Optional<String> text() {
        if (!isValue()) {
            return Optional.empty();
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.kind() == Hdf5Dataset.Kind.TEXT
                    ? dataset.texts().stream().findFirst().filter(text -> !text.isBlank())
                    : Optional.empty();
        }
    }

    /**
     * A number above 0; 0 counts as not said.
     *
     * @param unit for messages
     * @throws BadInputException if it is something else
     */
    Optional<Double> positive(String unit) {
        return pair(unit).map(pair -> pair[0]).filter(value -> value > 0);
    }

    /** A pair (y, x) of finite numbers, or a single one for both. */
    Optional<double[]> pair(String unit) {
        if (!isValue()) {
            return Optional.empty();
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            double[] values = dataset.doubles();
            if (values.length == 1) {
                values = new double[] {values[0], values[0]};
            }
            if (values.length != 2 || !Double.isFinite(values[0]) || !Double.isFinite(values[1])) {
                throw new BadInputException(dataset.label() + " must be one number, or two (y, x), in " + unit
                        + ", but its shape is " + dataset.shapeText()
                        + (values.length == 2 ? " and it is " + values[0] + ", " + values[1] : ""));
            }
            return Optional.of(values);
        }
    }
}
