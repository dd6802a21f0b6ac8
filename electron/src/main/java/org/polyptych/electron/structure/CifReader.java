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

    /** Nearer atoms of one element are one atom on a special position. */
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
        this.lattice = Lattice.of(
                cell("length_a") * A,
                cell("length_b") * A,
                cell("length_c") * A,
                cell("angle_alpha"),
                cell("angle_beta"),
                cell("angle_gamma"));
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
            String symbol = Optional.ofNullable(row.get(SITE + "type_symbol"))
                    .or(() -> Optional.ofNullable(row.get(SITE + "label")))
                    .orElseThrow(() -> new BadInputException(file + ": the atoms have neither a type nor a label"));
            int element = StructureFile.element(file + ": " + SITE + "type_symbol", symbol);
            double meanSquare = meanSquare(row, anisotropic);
            double[] parts = parts(row, fractional);
            for (SymmetryOperation operation : operations) {
                add(sites, operation.apply(parts), element, occupancy, meanSquare);
            }
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

    private void add(List<Atom> sites, double[] parts, int element, double occupancy, double meanSquare) {
        double[] inside = new double[3];
        for (int i = 0; i < 3; i++) {
            inside[i] = parts[i] - Math.floor(parts[i]);
            // 1 - 1e-9 and 0 are the same place
            inside[i] = inside[i] > 1 - 1e-6 ? inside[i] - 1 : inside[i];
        }
        double[] point = lattice.point(inside[0], inside[1], inside[2]);
        for (Atom other : sites) {
            if (other.number() == element && near(other, point)) {
                return;
            }
        }
        sites.add(new Atom(element, point[1], point[0], point[2], occupancy, meanSquare));
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
        for (Map<String, String> row : block.rows("_atom_site_aniso_u_11")) {
            Optional<Double> one = known(row, "_atom_site_aniso_u_11");
            Optional<Double> two = known(row, "_atom_site_aniso_u_22");
            Optional<Double> three = known(row, "_atom_site_aniso_u_33");
            String label = row.get("_atom_site_aniso_label");
            if (label != null && one.isPresent() && two.isPresent() && three.isPresent()) {
                means.put(label, (one.get() + two.get() + three.get()) / 3);
            }
        }
        return means;
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
                "_symmetry_space_group_name_h-m",
                "_space_group_it_number",
                "_symmetry_int_tables_number")) {
            String group = block.value(name).orElse("P 1").replace(" ", "");
            if (!group.equals("P1") && !group.equals("1")) {
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
