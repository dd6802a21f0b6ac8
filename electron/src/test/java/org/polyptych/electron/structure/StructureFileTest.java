package org.polyptych.electron.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.SharedData;

class StructureFileTest {
    private static final double A = 1e-10;

    /** Sodium chloride in a primitive description: 4 operations, two sites, one of them half empty. */
    private static final String CIF = """
            data_salt
            _cell_length_a 5.64(1)
            _cell_length_b 5.64
            _cell_length_c 5.64
            _cell_angle_alpha 90
            _cell_angle_beta 90
            _cell_angle_gamma 90
            _symmetry_space_group_name_H-M 'F m -3 m' # only its centring is listed
            loop_
            _space_group_symop_operation_xyz
            x,y,z
            'x, y+1/2, 1/2+z'
            '1/2+x,y,z+1/2'
            "x+0.5,y+0.5,z"
            loop_
            _atom_site_label
            _atom_site_type_symbol
            _atom_site_fract_x
            _atom_site_fract_y
            _atom_site_fract_z
            _atom_site_occupancy
            _atom_site_U_iso_or_equiv
            Na1 Na1+ 0 0 0 1 0.02(1)
            Cl1 Cl1- 0.5 0.5 0.5 0.5 ?
            loop_
            _atom_site_aniso_label
            _atom_site_aniso_U_11
            _atom_site_aniso_U_22
            _atom_site_aniso_U_33
            Cl1 0.01 0.02 0.03
            """;

    private static Path file(Path folder, String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Structure cut(Path file, double size, OptionalDouble thickness) {
        return StructureFile.open(file, thickness).source().over(size, size, 1);
    }

    @Test
    void a_cif_gives_cell_symmetry_occupancy_and_displacements(@TempDir Path folder) throws IOException {
        Structure cell = cut(file(folder, "salt.cif", CIF), 5.64 * A, OptionalDouble.empty());
        assertThat(cell.depth()).isCloseTo(5.64 * A, within(1e-20));
        assertThat(cell.atoms()).hasSize(8);
        assertThat(cell.atoms().stream().filter(a -> a.number() == 11))
                .hasSize(4)
                .allSatisfy(a -> {
                    assertThat(a.occupancy()).isEqualTo(1);
                    assertThat(a.meanSquare() / A / A).isCloseTo(0.02, within(1e-12));
                });
        assertThat(cell.atoms().stream().filter(a -> a.number() == 17))
                .hasSize(4)
                .allSatisfy(a -> {
                    assertThat(a.occupancy()).isEqualTo(0.5);
                    assertThat(a.meanSquare() / A / A).isCloseTo(0.02, within(1e-12));
                });
        assertThat(cut(file(folder, "salt.cif", CIF), 4 * 5.64 * A, OptionalDouble.of(3 * 5.64 * A))
                        .atoms())
                .hasSize(4 * 4 * 3 * 8);
    }

    /** What is broken or not read is said with file and key or line. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "_cell_length_b 5.64| |_cell_length_b is missing",
                "5.64(1)|wide|expected a number",
                "Na1 Na1+|Qq1 Qq1|is no element",
                "x,y,z|x,y|symmetry operation",
                "0.5 0.5 ?|0.5 0.5|which is no multiple",
                "0 0 0 1 0.02(1)|0 . 0 1 0.02(1)|has no _atom_site_fract_y",
                "0.5 ?|1.5 ?|occupancy",
                "_atom_site_fract_x|_atom_site_where|data block",
                "gamma 90|gamma 200|no unit cell",
                "_space_group_symop_operation_xyz|_other|lists no symmetry operations",
                "Na1 Na1+|? .|has neither a type nor a label",
            })
    void a_damaged_cif_is_refused_in_one_line(String old, String changed, String message, @TempDir Path folder)
            throws IOException {
        String text = CIF.replace(old, changed == null ? "" : changed);
        assertThat(text).isNotEqualTo(CIF);
        Path file = file(folder, "bad.cif", text);
        assertThatThrownBy(() -> StructureFile.open(file, OptionalDouble.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("bad.cif")
                .hasMessageContaining(message);
    }

    /** Two kinds of iron on one site are two atoms, half of each; images of one are one. */
    @Test
    void rows_of_a_table_on_one_place_stay_apart(@TempDir Path folder) throws IOException {
        String shared = CIF.replace("Cl1 Cl1- 0.5 0.5 0.5 0.5 ?", "Na2 Na2+ 0 0 0 0.5 ?");
        Structure cell = cut(file(folder, "shared.cif", shared), 5.64 * A, OptionalDouble.empty());
        assertThat(cell.atoms()).hasSize(8);
        assertThat(cell.atoms().stream().mapToDouble(Atom::occupancy).sum()).isEqualTo(6);
    }

    @Test
    void names_of_newer_dictionaries_have_dots_and_groups_stand_under_many_names(@TempDir Path folder)
            throws IOException {
        String dotted = CIF.replace("_cell_", "_cell.").replace("_atom_site_", "_atom_site.");
        assertThat(cut(file(folder, "dots.cif", dotted), 5.64 * A, OptionalDouble.empty())
                        .atoms())
                .hasSize(8);
        String hall = CIF.replace("_symmetry_space_group_name_H-M", "_space_group_name_Hall")
                .replace("_space_group_symop_operation_xyz", "_other");
        Path file = file(folder, "hall.cif", hall);
        assertThatThrownBy(() -> StructureFile.open(file, OptionalDouble.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("lists no symmetry operations");
    }

    /** Capitals may be two elements; what is behind the element does not matter. */
    @ParameterizedTest
    @CsvSource({"Sr1, 38", "O1A, 8", "C, 6", "c12, 6", "OW1, 8", "cl2, 17"})
    void labels_say_an_element(String label, int number) {
        assertThat(StructureFile.elementOfLabel("x", label)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"HO1, may be H or Ho", "CA1, may be C or Ca", "Wat1, begins with no element"})
    void labels_that_say_none_or_two_are_refused(String label, String message) {
        assertThatThrownBy(() -> StructureFile.elementOfLabel("x", label))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anisotropic_b_is_read(@TempDir Path folder) throws IOException {
        String b = CIF.replace("aniso_U", "aniso_B");
        Structure cell = cut(file(folder, "b.cif", b), 5.64 * A, OptionalDouble.empty());
        assertThat(cell.atoms().stream().filter(a -> a.number() == 17))
                .allSatisfy(a ->
                        assertThat(a.meanSquare() / A / A).isCloseTo(0.02 / (8 * Math.PI * Math.PI), within(1e-12)));
    }

    /** 48 operations move three sites to five atoms. */
    @Test
    void a_published_cif_of_strontium_titanate_has_five_atoms_a_cell() {
        Structure cell = cut(SharedData.file("electron/srtio3_100.cif"), 3.905 * A, OptionalDouble.empty());
        assertThat(cell.atoms()).hasSize(5);
        assertThat(cell.atoms().stream().mapToInt(Atom::number).sum()).isEqualTo(38 + 22 + 3 * 8);
        // of oxygen the file has only the anisotropic one
        assertThat(cell.atoms().stream().filter(a -> a.number() == 8))
                .allSatisfy(
                        a -> assertThat(a.meanSquare() / A / A).isCloseTo((2 * 0.0101 + 0.0039) / 3, within(1e-12)));
    }

    @Test
    void a_published_cif_of_amorphous_carbon_has_cartesian_coordinates() {
        Structure cell = cut(SharedData.file("electron/amorphous_carbon.cif"), 10.24 * A, OptionalDouble.empty());
        assertThat(cell.depth()).isCloseTo(12 * A, within(1e-20));
        assertThat(cell.atoms()).hasSizeBetween(100, 300).allMatch(a -> a.number() == 6);
        assertThat(cell.atoms().getFirst().meanSquare() / A / A).isCloseTo(1 / (8 * Math.PI * Math.PI), within(1e-12));
    }

    @Test
    void a_folder_is_no_structure() {
        assertThatThrownBy(() -> StructureFile.open(Path.of("/"), OptionalDouble.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(".cif or .xyz");
    }

    @Test
    void a_common_xyz_is_taken_as_it_is(@TempDir Path folder) throws IOException {
        Path file = file(folder, "co.xyz", "2\ncarbon monoxide\nC 1 2 3\nO 1 2 4.128\n");
        Structure pair = cut(file, 1, OptionalDouble.empty());
        assertThat(pair.atoms()).hasSize(2);
        assertThat(pair.depth()).isCloseTo(3.128 * A, within(1e-20));
        assertThat(pair.atoms().get(1).z() - pair.atoms().get(0).z()).isCloseTo(1.128 * A, within(1e-20));
        assertThat(pair.atoms().get(0).x()).isZero();
        assertThatThrownBy(() -> StructureFile.open(file, OptionalDouble.of(A)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no cell");
    }

    @Test
    void an_xyz_with_a_cell_is_repeated(@TempDir Path folder) throws IOException {
        Path common =
                file(folder, "a.xyz", "1\nLattice=\"2 0 0 0 3 0 0 0 4\" Properties=species:S:1:pos:R:3\nAu 0 0 0\n");
        assertThat(cut(common, 12 * A, OptionalDouble.of(8 * A)).atoms()).hasSize(6 * 4 * 2);
        Path quoted = file(folder, "q.xyz", "1\nlattice='2 0 0 0 3 0 0 0 4'\nAu 0 0 0\n");
        assertThat(cut(quoted, 12 * A, OptionalDouble.of(8 * A)).atoms()).hasSize(6 * 4 * 2);
        // atoms that have left their cell are those of other cells
        Path away = file(folder, "away.xyz", "1\nLattice=\"2 0 0 0 3 0 0 0 4\"\nAu 25 -31 29\n");
        assertThat(cut(away, 12 * A, OptionalDouble.of(8 * A)).atoms()).hasSize(6 * 4 * 2);
        Path boxed = file(folder, "b.xyz", "gold\n2 3 4\n79 0 0 0 0.5 0.1\n-1\n");
        Structure slab = cut(boxed, 12 * A, OptionalDouble.empty());
        assertThat(slab.atoms()).hasSize(6 * 4);
        assertThat(slab.atoms().getFirst().occupancy()).isEqualTo(0.5);
        assertThat(slab.atoms().getFirst().meanSquare() / A / A).isCloseTo(0.01, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3;x;C 0 0 0;C 1 1 1|line 1 says 3 atoms",
                "2;x;C 0 0 0;C 1 1|line 4: expected at least 4 values",
                "1;x;C 0 0 0;;C 1 1 1|line 5: there is more behind the 1 atoms",
                "1;lattice=2 2 2;C 0 0 0|line 2: expected Lattice=",
                "1;Lattice='1 0 0 1 0 0 0 0 1';C 0 0 0|line 2: the edges",
                "12345678901234567890;x;C 0 0 0|line 2",
                "gold;2 3 4;79 0 0 0 1 0 0;-1|line 3: expected 4 to 6 values",
                "gold;2 3 4;79 0 0 0 1 -0.1;-1|line 3: a displacement",
                "gold;2 3 4;79 0 0 0 1 0;-1;79 1 1 1|line 5: there is more",
                "1;x;Qq 0 0 0|is no element",
                "1;x;C 0 nan 0|finite numbers",
                "gold;2 3;79 0 0 0 1 0;-1|line 2",
                "gold;2 3 4;79 0 0 0 1 0|up to a line -1",
                "gold;2 3 4;79 0 0 0 2 0;-1|occupancy",
                "1;Properties=pos:R:3:species:S:1;0 0 0 C|columns must begin"
            })
    void a_damaged_xyz_is_refused_in_one_line(String lines, String message, @TempDir Path folder) throws IOException {
        Path file = file(folder, "bad.xyz", lines.replace(';', '\n') + "\n");
        assertThatThrownBy(() -> StructureFile.open(file, OptionalDouble.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("bad.xyz")
                .hasMessageContaining(message);
    }
}
