package org.polyptych.electron.scattering;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers for every element, from a resource: a line an element, its symbol and then the numbers. */
final class ParameterTable {
    private final double[][] rows = new double[Element.LAST + 1][];

    /** @param columns numbers that each element has */
    ParameterTable(String resource, int columns) {
        try (InputStream in = ParameterTable.class.getResourceAsStream(resource)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> rows[Element.number(words[0])] = Arrays.stream(words, 1, 1 + columns)
                            .mapToDouble(Double::parseDouble)
                            .toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of an element: the array itself, not to be changed. */
    double[] row(int number) {
        Element.symbol(number);
        return rows[number];
    }
}
