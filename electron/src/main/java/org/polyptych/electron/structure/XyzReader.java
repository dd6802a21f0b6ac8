package org.polyptych.electron.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;

/**
 * Two kinds of xyz file, all lengths in angstroms. The common one: the number of atoms, a comment that may give the cell as
 * {@code Lattice="ax ay az bx by bz cx cy cz"}, then an element and x, y, z a line. The one of multislice programs: a comment,
 * the edges of a box, then atomic number, x, y, z, occupancy and root mean square displacement a line, up to -1.
 */
final class XyzReader {
    private static final Pattern LATTICE = Pattern.compile("(?i)\\blattice\\s*=\\s*([\"'{])([^\"'}]*)[\"'}]");
    private static final Pattern SAID = Pattern.compile("(?i)\\blattice\\s*=");
    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");
    private static final Pattern ORDER = Pattern.compile("(?i)\\bproperties\\s*=\\s*(\\S+)");
    private static final double A = Units.METRES_PER_ANGSTROM;

    private final String file;
    private final List<String> lines;

    XyzReader(String file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    StructureFile structure(OptionalDouble thickness) {
        if (lines.size() < 3) {
            throw new BadInputException(file + ": an xyz file has at least three lines, this one " + lines.size());
        }
        return COUNT.matcher(lines.getFirst().strip()).matches() ? common(thickness) : boxed(thickness);
    }

    private StructureFile common(OptionalDouble thickness) {
        int count = Integer.parseInt(lines.getFirst().strip());
        if (count < 1 || count > lines.size() - 2) {
            throw new BadInputException(
                    file + ": line 1 says " + count + " atoms, " + (lines.size() - 2) + " lines follow the comment");
        }
        String comment = lines.get(1);
        Matcher order = ORDER.matcher(comment);
        if (order.find() && !order.group(1).toLowerCase(Locale.ROOT).startsWith("species:s:1:pos:r:3")) {
            throw new BadInputException(file + ": line 2: the columns must begin with element and position"
                    + " (Properties=species:S:1:pos:R:3), got '" + order.group(1) + "'");
        }
        List<Atom> atoms = new ArrayList<>();
        for (int i = 2; i < 2 + count; i++) {
            String[] words = words(i, 4, Integer.MAX_VALUE);
            double[] at = numbers(i, words, 1, 4);
            atoms.add(new Atom(element(i, words[0]), at[1] * A, at[0] * A, at[2] * A, 1, 0));
        }
        requireEnd(2 + count, "the " + count + " atoms that line 1 says");
        Matcher cell = LATTICE.matcher(comment);
        if (!cell.find()) {
            if (SAID.matcher(comment).find()) {
                throw new BadInputException(
                        where(1) + ": expected Lattice=\"ax ay az bx by bz cx cy cz\", got '" + comment.strip() + "'");
            }
            if (thickness.isPresent()) {
                throw new BadInputException(
                        file + ": has no cell to repeat, so that its thickness is that of its atoms");
            }
            return new StructureFile(
                    fixed(Structure.centred(atoms, StructureFile.GAP)),
                    List.of("structure: no cell; the atoms as they are, their middle in the middle of the scan"));
        }
        double[] edges = numbers(1, cell.group(2).strip().split("\\s+"), 0, 9);
        return crystal(edge(edges, 0), edge(edges, 3), edge(edges, 6), atoms, thickness);
    }

    private StructureFile crystal(double[] a, double[] b, double[] c, List<Atom> atoms, OptionalDouble thickness) {
        Lattice lattice;
        try {
            lattice = new Lattice(a, b, c);
        } catch (BadInputException e) {
            throw new BadInputException(where(1) + ": " + e.getMessage(), e);
        }
        return new StructureFile(StructureFile.crystal(file, lattice, atoms, thickness), List.of());
    }

    /** Nothing may follow that would be left out without a word. */
    private void requireEnd(int line, String what) {
        for (int i = line; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                throw new BadInputException(
                        where(i) + ": there is more behind " + what + "; of several structures in a file leave one");
            }
        }
    }

    private static double[] edge(double[] edges, int from) {
        return new double[] {edges[from] * A, edges[from + 1] * A, edges[from + 2] * A};
    }

    /** What does not depend on the size wanted. */
    private static StructureSource fixed(Structure structure) {
        return (height, width, seed) -> structure;
    }

    private StructureFile boxed(OptionalDouble thickness) {
        double[] box = numbers(1, words(1, 3, 3), 0, 3);
        List<Atom> atoms = new ArrayList<>();
        int i = 2;
        while (i < lines.size() && !lines.get(i).strip().startsWith("-1")) {
            String[] words = words(i, 4, 6);
            double[] n = numbers(i, words, 1, words.length);
            double rms = n.length > 4 ? n[4] * A : 0;
            if (rms < 0) {
                throw new BadInputException(where(i) + ": a displacement must be 0 or more, got " + n[4] + " A");
            }
            try {
                atoms.add(new Atom(
                        element(i, words[0]), n[1] * A, n[0] * A, n[2] * A, n.length > 3 ? n[3] : 1, rms * rms));
            } catch (BadInputException e) {
                throw new BadInputException(where(i) + ": " + e.getMessage(), e);
            }
            i++;
        }
        if (i == lines.size() || atoms.isEmpty()) {
            throw new BadInputException(file
                    + ": expected the number of atoms in line 1 or, behind a comment and a box, atoms up to a line -1");
        }
        requireEnd(i + 1, "the line -1");
        return crystal(
                new double[] {box[0] * A, 0, 0},
                new double[] {0, box[1] * A, 0},
                new double[] {0, 0, box[2] * A},
                atoms,
                thickness);
    }

    private int element(int line, String word) {
        return StructureFile.element(where(line), word);
    }

    private String where(int line) {
        return file + ": line " + (line + 1);
    }

    private String[] words(int line, int least, int most) {
        String[] words = lines.get(line).strip().split("\\s+");
        if (words.length < least || words.length > most) {
            throw new BadInputException(where(line) + ": expected "
                    + (least == most ? "" : most < Integer.MAX_VALUE ? least + " to " : "at least ")
                    + (least == most || most == Integer.MAX_VALUE ? least : most) + " values, got '"
                    + lines.get(line).strip() + "'");
        }
        return words;
    }

    private double[] numbers(int line, String[] words, int from, int to) {
        try {
            if (words.length >= to) {
                double[] values = Arrays.stream(words, from, to)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                if (Arrays.stream(values).allMatch(Double::isFinite)) {
                    return values;
                }
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(where(line) + ": expected " + (to - from) + " finite numbers, got '"
                + lines.get(line).strip() + "'");
    }
}
