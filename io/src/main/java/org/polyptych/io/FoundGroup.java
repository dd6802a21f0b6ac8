package org.polyptych.io;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.FoundNumber;

/** Numbers of the geometry that were refined: groups {@code found_0}, {@code found_1}, ... with attributes. */
final class FoundGroup {
    private static final String NAME = "/found_";

    private FoundGroup() {}

    static void write(Hdf5Writer file, String group, List<FoundNumber> numbers) {
        for (int k = 0; k < numbers.size(); k++) {
            FoundNumber number = numbers.get(k);
            String path = group + NAME + k;
            file.group(path);
            file.attribute(path, "name", number.name());
            file.attribute(path, "unit", number.unit());
            file.attribute(path, "said", number.said());
            file.attribute(path, "found", number.found());
            file.attribute(path, "standard_deviation", number.deviation());
        }
    }

    static List<FoundNumber> read(Hdf5File file, String group) {
        List<FoundNumber> numbers = new ArrayList<>();
        for (int k = 0; file.isGroup(group + NAME + k); k++) {
            String path = group + NAME + k;
            numbers.add(new FoundNumber(
                    file.text(path, "name").orElseThrow(() -> missing(file, path, "name")),
                    file.text(path, "unit").orElseThrow(() -> missing(file, path, "unit")),
                    number(file, path, "said"),
                    number(file, path, "found"),
                    number(file, path, "standard_deviation")));
        }
        return numbers;
    }

    private static double number(Hdf5File file, String path, String name) {
        return file.number(path, name).orElseThrow(() -> missing(file, path, name));
    }

    private static BadInputException missing(Hdf5File file, String path, String name) {
        return new BadInputException(file.path() + ": group '" + path + "' lacks the attribute '" + name + "'");
    }
}
