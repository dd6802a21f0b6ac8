package org.polyptych.io.electron;

import java.util.List;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * Single numbers and texts of an EMD file by their names, wherever below a group of a given name they are: as datasets
 * of one value (py4DSTEM since 0.14) or as attributes (before).
 *
 * @param file the file
 * @param groups all groups
 */
record EmdFacts(Hdf5File file, List<String> groups) {

    /** The first number of such a name in a group called so. */
    Optional<Double> number(String groupName, String name) {
        for (String group : groups) {
            if (!group.endsWith("/" + groupName)) {
                continue;
            }
            Optional<Double> found = numberIn(group, name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Double> numberIn(String group, String name) {
        try {
            if (file.hasAttribute(group, name)) {
                return file.number(group, name);
            }
            String dataset = group + "/" + name;
            if (!file.isDataset(dataset)) {
                return Optional.empty();
            }
            try (Hdf5Dataset value = file.dataset(dataset)) {
                boolean one = value.rank() == 0 || value.rank() == 1 && value.shape()[0] == 1;
                return one ? Optional.of(value.doubles()[0]) : Optional.empty();
            }
        } catch (BadInputException e) {
            return Optional.empty(); // it is something else than a number
        }
    }

    /** The first text of such a name in a group called so; empty if there is none. */
    String text(String groupName, String name) {
        for (String group : groups) {
            if (!group.endsWith("/" + groupName)) {
                continue;
            }
            String found = textIn(group, name);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }

    private String textIn(String group, String name) {
        try {
            if (file.hasAttribute(group, name)) {
                return file.text(group, name).orElse("");
            }
            String dataset = group + "/" + name;
            if (!file.isDataset(dataset)) {
                return "";
            }
            try (Hdf5Dataset value = file.dataset(dataset)) {
                boolean one = value.rank() == 0 || value.rank() == 1 && value.shape()[0] == 1;
                return one ? value.texts().getFirst() : "";
            }
        } catch (BadInputException e) {
            return ""; // it is something else than a text
        }
    }
}
