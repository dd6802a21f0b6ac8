package org.polyptych.electron.structure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.polyptych.core.BadInputException;
import org.polyptych.electron.specimen.TestStructures;
import org.polyptych.physics.Tilt;

class TiltedSourceTest {
    private static final StructureSource UPRIGHT = TestStructures.parse("srtio3:thickness=80");
    private static final Tilt TILT = new Tilt(0.01, -0.02);

    @Test
    void columnsLeanByTheTiltAndTheEntrancePlaneStays() {
        Structure structure = UPRIGHT.tilted(TILT).over(20e-10, 20e-10, 1);
        List<Atom> column = structure.atoms().stream()
                .filter(atom -> atom.number() == 38)
                .filter(atom -> Math.hypot(atom.y() - atom.z() * Math.tan(0.01), atom.x() + atom.z() * Math.tan(0.02))
                        < 2.8e-10)
                .sorted(Comparator.comparingDouble(Atom::z))
                .toList();
        assertThat(column).hasSizeGreaterThanOrEqualTo(20);
        Structure upright = UPRIGHT.over(20e-10, 20e-10, 1);
        assertThat(structure.depth()).isEqualTo(upright.depth());
        for (Atom atom : column) {
            double y = atom.y() - atom.z() * Math.tan(0.01);
            double x = atom.x() + atom.z() * Math.tan(0.02);
            assertThat(upright.atoms().stream()
                            .mapToDouble(a -> Math.hypot(a.y() - y, a.x() - x) + Math.abs(a.z() - atom.z()))
                            .min())
                    .hasValueCloseTo(0.0, within(1e-14));
        }
    }

    @Test
    void atEveryDepthTheRectangleIsFull() {
        Structure structure = UPRIGHT.tilted(TILT).over(20e-10, 24e-10, 1);
        for (double side : new double[] {-1, 1}) {
            for (double depth : new double[] {10e-10, 70e-10}) {
                assertThat(structure.atoms().stream()
                                .filter(atom -> Math.abs(atom.z() - depth) < 3e-10)
                                .mapToDouble(atom -> side * atom.x())
                                .max()
                                .orElseThrow())
                        .isGreaterThan(12e-10 - 4e-10);
            }
        }
    }

    @Test
    void atomsBeyondTheRectangleAreDroppedAndATiltOfTheWholeFieldIsRefused() {
        assertThat(UPRIGHT.tilted(TILT).over(20e-10, 24e-10, 1).atoms())
                .allMatch(atom -> Math.abs(atom.y()) <= 10e-10 && Math.abs(atom.x()) <= 12e-10);
        StructureSource steep = UPRIGHT.tilted(new Tilt(0.15, 0));
        assertThatThrownBy(() -> steep.over(10e-10, 24e-10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("80");
    }

    @Test
    void withoutATiltItIsTheSameSource() {
        assertThat(UPRIGHT.tilted(Tilt.NONE)).isSameAs(UPRIGHT);
    }
}
