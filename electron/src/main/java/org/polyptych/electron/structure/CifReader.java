package org.polyptych.electron.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;

/**
 * Crystals from cif files: cell, sites by fractional or Cartesian coordinates, occupancy, isotropic displacements (of anisotropic
 * ones the mean of the three axes), and the symmetry operations that the file lists. A space group without its operations is
 * refused: there are no tables of groups here.
 */
final class CifReader {
    private static final String SITE = "_atom_site_";

    /** Nearer images of a site are one atom on a special position. */
    private static final double SAME_PLACE = 5e-12;

    private static final double A = Units.METRES_PER_ANGSTROM;

    private final String file;
    private final CifBlock block;
    private final Lattice lattice;

    CifReader(String file, List<String> lines) {
        this.file = file;
        List<CifBlock> blocks = CifBlock.of(file, lines).stream()
                .filter(b -> !b.rows(SITE + "fract_x").isEmpty()
                        || !b.rows(SITE + "cartn_x").isEmpty())
                .toList();
        if (blocks.size() != 1) {
            throw new BadInputException(file + ": expected one data block with a table of atoms (_atom_site_fract_x or"
                    + " _atom_site_Cartn_x), found " + blocks.size());
        }
        this.block = blocks.getFirst();
        this.lattice = lattice();
    }

    private Lattice lattice() {
        double a = cell("length_a") * A;
        double b = cell("length_b") * A;
        double c = cell("length_c") * A;
        try {
            return Lattice.of(a, b, c, cell("angle_alpha"), cell("angle_beta"), cell("angle_gamma"));
        } catch (BadInputException e) {
            throw new BadInputException(file + ": _cell_length_a to _cell_angle_gamma: " + e.getMessage(), e);
        }
    }

    private double cell(String name) {
        String key = "_cell_" + name;
        return number(
                key, block.value(key).orElseThrow(() -> new BadInputException(file + ": " + key + " is missing")));
    }

    StructureFile structure(OptionalDouble thickness) {
        List<SymmetryOperation> operations = operations();
        Map<String, Double> anisotropic = anisotropic();
        boolean fractional = !block.rows(SITE + "fract_x").isEmpty();
        List<Atom> sites = new ArrayList<>();
        for (Map<String, String> row : block.rows(fractional ? SITE + "fract_x" : SITE + "cartn_x")) {
            double occupancy = known(row, SITE + "occupancy").orElse(1.0);
            if (occupancy == 0) {
                continue;
            }
            int element = element(row);
            double meanSquare = meanSquare(row, anisotropic);
            double[] parts = parts(row, fractional);
            List<Atom> images = new ArrayList<>();
            for (SymmetryOperation operation : operations) {
                add(images, operation.apply(parts), element, occupancy, meanSquare);
            }
            sites.addAll(images);
        }
        if (sites.isEmpty()) {
            throw new BadInputException(file + ": has no atoms");
        }
        return new StructureFile(StructureFile.crystal(file, lattice, sites, thickness), List.of());
    }

    private double[] parts(Map<String, String> row, boolean fractional) {
        String kind = SITE + (fractional ? "fract_" : "cartn_");
        double[] xyz = new double[3];
        for (int i = 0; i < 3; i++) {
            String key = kind + "xyz".charAt(i);
            xyz[i] = known(row, key)
                    .orElseThrow(() -> new BadInputException(file + ": an atom of the table has no " + key));
        }
        return fractional ? xyz : lattice.parts(xyz[0] * A, xyz[1] * A, xyz[2] * A);
    }

    private int element(Map<String, String> row) {
        Optional<String> type = known(row.get(SITE + "type_symbol"));
        if (type.isPresent()) {
            return StructureFile.element(file + ": " + SITE + "type_symbol", type.get());
        }
        String label = known(row.get(SITE + "label"))
                .orElseThrow(() -> new BadInputException(file + ": an atom has neither a type nor a label"));
        return StructureFile.elementOfLabel(file + ": " + SITE + "label", label);
    }

    private static Optional<String> known(String text) {
        return Optional.ofNullable(text).filter(CifBlock::known);
    }

    /** Adds an image of a site unless it is one that is there: operations leave special positions where they are. */
    private void add(List<Atom> images, double[] parts, int element, double occupancy, double meanSquare) {
        double[] point = lattice.point(parts[0], parts[1], parts[2]);
        if (images.stream().noneMatch(other -> near(other, point))) {
            try {
                images.add(new Atom(element, point[1], point[0], point[2], occupancy, meanSquare));
            } catch (BadInputException e) {
                throw new BadInputException(file + ": " + SITE + "occupancy: " + e.getMessage(), e);
            }
        }
    }

    /** By the nearest copy of the other. */
    private boolean near(Atom other, double[] point) {
        double[] apart = lattice.parts(point[0] - other.x(), point[1] - other.y(), point[2] - other.z());
        double[] d = lattice.point(
                apart[0] - Math.rint(apart[0]), apart[1] - Math.rint(apart[1]), apart[2] - Math.rint(apart[2]));
        return Math.sqrt(d[0] * d[0] + d[1] * d[1] + d[2] * d[2]) < SAME_PLACE;
    }

    private double meanSquare(Map<String, String> row, Map<String, Double> anisotropic) {
        Optional<Double> u = known(row, SITE + "u_iso_or_equiv");
        Optional<Double> b = known(row, SITE + "b_iso_or_equiv");
        double square = u.or(() -> b.map(value -> value / (8 * Math.PI * Math.PI)))
                .or(() -> Optional.ofNullable(anisotropic.get(row.get(SITE + "label"))))
                .orElse(0.0);
        if (!(square >= 0)) {
            throw new BadInputException(file + ": a displacement of " + square + " A^2; expected 0 or more");
        }
        return square * A * A;
    }

    /** Means of the three axes by label, in square angstroms. */
    private Map<String, Double> anisotropic() {
        Map<String, Double> means = new LinkedHashMap<>();
        addMeans(means, "_atom_site_aniso_b_", 8 * Math.PI * Math.PI);
        addMeans(means, "_atom_site_aniso_u_", 1);
        return means;
    }

    private void addMeans(Map<String, Double> means, String kind, double unit) {
        for (Map<String, String> row : block.rows(kind + "11")) {
            Optional<Double> one = known(row, kind + "11");
            Optional<Double> two = known(row, kind + "22");
            Optional<Double> three = known(row, kind + "33");
            String label = row.get("_atom_site_aniso_label");
            if (label != null && one.isPresent() && two.isPresent() && three.isPresent()) {
                means.put(label, (one.get() + two.get() + three.get()) / 3 / unit);
            }
        }
    }

    private List<SymmetryOperation> operations() {
        for (String name : List.of("_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz")) {
            List<Map<String, String>> rows = block.rows(name);
            if (!rows.isEmpty()) {
                return rows.stream()
                        .map(row -> SymmetryOperation.parse(file + ": " + name, row.get(name)))
                        .toList();
            }
            Optional<String> single = block.value(name);
            if (single.isPresent()) {
                return List.of(SymmetryOperation.parse(file + ": " + name, single.get()));
            }
        }
        for (String name : List.of(
                "_space_group_name_h-m_alt",
                "_space_group_name_h-m_ref",
                "_space_group_name_h-m_full",
                "_space_group_name_h-m",
                "_symmetry_space_group_name_h-m",
                "_space_group_name_hall",
                "_symmetry_space_group_name_hall",
                "_space_group_it_number",
                "_symmetry_int_tables_number")) {
            String group =
                    block.value(name).filter(CifBlock::known).orElse("P 1").replaceAll("[\\s_]", "");
            if (!group.equalsIgnoreCase("P1") && !group.equals("1")) {
                throw new BadInputException(
                        file + ": is of space group '" + group + "' but lists no symmetry operations"
                                + " (_space_group_symop_operation_xyz); write the file with its operations, or all atoms in P 1");
            }
        }
        return List.of(SymmetryOperation.parse(file, "x,y,z"));
    }

    private Optional<Double> known(Map<String, String> row, String key) {
        return Optional.ofNullable(row.get(key)).filter(CifBlock::known).map(text -> number(key, text));
    }

    /** Without the uncertainty in brackets. */
    private double number(String key, String text) {
        try {
            double value = Double.parseDouble(text.replaceFirst("\\(\\d+\\)$", ""));
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInputException(file + ": " + key + ": expected a number, got '" + text + "'");
    }
}
