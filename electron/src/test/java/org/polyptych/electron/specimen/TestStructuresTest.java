package org.polyptych.electron.specimen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.electron.structure.Atom;
import org.polyptych.electron.structure.Structure;

class TestStructuresTest {
    private static final double A = 1e-10;
    private static final double SIDE = 40 * A;

    private static Structure structure(String text, long seed) {
        return TestStructures.parse(text).over(SIDE, SIDE, seed);
    }

    /** The shortest distance from an atom to another, in angstroms. */
    private static double nearest(List<Atom> atoms) {
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < atoms.size(); i++) {
            for (int j = 0; j < i; j++) {
                Atom a = atoms.get(i);
                Atom b = atoms.get(j);
                least = Math.min(least, Math.hypot(Math.hypot(a.y() - b.y(), a.x() - b.x()), a.z() - b.z()));
            }
        }
        return least / A;
    }

    @ParameterizedTest
    @ValueSource(strings = {"graphene", "srtio3:thickness=30", "wse2", "particle"})
    void atoms_lie_between_the_planes_and_the_seed_says_where(String text) {
        Structure structure = structure(text, 3);
        assertThat(structure.atoms()).isNotEmpty().allMatch(a -> a.z() >= -1e-14 && a.z() <= structure.depth());
        assertThat(structure(text, 3)).isEqualTo(structure);
        assertThat(structure(text, 4).equals(structure)).isEqualTo(!text.equals("particle"));
    }

    /** 2 atoms on 5.24 square angstroms, 1.42 A apart. */
    @Test
    void graphene_is_a_honeycomb() {
        List<Atom> atoms = structure("graphene:angle=13", 1).atoms();
        assertThat(nearest(atoms)).isCloseTo(2.46 / Math.sqrt(3), within(1e-6));
        assertThat(atoms.size() / (40.0 * 40.0)).isCloseTo(2 / (2.46 * 2.46 * Math.sqrt(0.75)), within(0.01));
    }

    @Test
    void strontium_titanate_is_a_perovskite() {
        Structure slab = TestStructures.parse("srtio3:thickness=7.81").over(4 * 3.905 * A, 4 * 3.905 * A, 1);
        assertThat(slab.atoms()).hasSize(4 * 4 * 2 * 5);
        assertThat(nearest(slab.atoms())).isCloseTo(3.905 / 2, within(1e-6));
    }

    /** Each layer is what it is without the other: only between the layers lies the twist. */
    @Test
    void tungsten_diselenide_is_two_layers_turned_against_each_other() {
        List<Atom> atoms = structure("wse2:twist=10", 1).atoms();
        assertThat(atoms.stream().filter(a -> a.number() == 74).count() / (40.0 * 40.0))
                .isCloseTo(2 / (3.28 * 3.28 * Math.sqrt(0.75)), within(0.02));
        assertThat(nearest(atoms)).isCloseTo(Math.hypot(3.28 / Math.sqrt(3), 1.67), within(1e-6));
        double[] directions = new double[2];
        for (int layer = 0; layer < 2; layer++) {
            double z = (layer + 0.5) * 6.48 * A;
            List<Atom> tungsten = atoms.stream()
                    .filter(a -> a.number() == 74 && Math.abs(a.z() - z) < A)
                    .toList();
            Atom middle = tungsten.stream()
                    .min((a, b) -> Double.compare(Math.hypot(a.y(), a.x()), Math.hypot(b.y(), b.x())))
                    .orElseThrow();
            directions[layer] = tungsten.stream()
                    .filter(a -> Math.hypot(a.y() - middle.y(), a.x() - middle.x()) < 3.3 * A && a != middle)
                    .mapToDouble(a -> Math.toDegrees(Math.atan2(a.y() - middle.y(), a.x() - middle.x())))
                    .filter(degrees -> Math.abs(degrees) < 30)
                    .findFirst()
                    .orElseThrow();
        }
        assertThat(directions[1] - directions[0]).isCloseTo(10, within(1e-6));
    }

    @Test
    void a_particle_lies_on_carbon_of_its_density() {
        Structure structure = structure("particle:element=Pt,radius=9,carbon=15", 5);
        List<Atom> metal =
                structure.atoms().stream().filter(a -> a.number() == 78).toList();
        List<Atom> carbon =
                structure.atoms().stream().filter(a -> a.number() == 6).toList();
        assertThat(metal)
                .hasSize(structure("particle:element=Pt,radius=9,carbon=0", 6)
                        .atoms()
                        .size());
        assertThat(metal.size()).isBetween(180, 230); // 4 / 3 pi 9^3 / 3.924^3 x 4 = 202
        assertThat(nearest(metal)).isCloseTo(3.924 / Math.sqrt(2), within(1e-6));
        assertThat(nearest(carbon)).isBetween(1.4, 1.6);
        assertThat(carbon.size() / (40.0 * 40.0 * 15)).isCloseTo(0.1003, within(0.0002));
        assertThat(carbon).allMatch(a -> a.z() >= 18 * A);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gold", "particle:element=Fe", "srtio3:thickness=0", "wse2:rms=2", "graphene:twist=3"})
    void what_there_is_not_is_refused(String text) {
        assertThatThrownBy(() -> TestStructures.parse(text)).isInstanceOf(BadInputException.class);
    }
}
