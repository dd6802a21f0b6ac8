package org.polyptych.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

class PositionFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,2\n3,4\n",
                "1;2\n3;4",
                "# mine\n1 2\n\n3\t4\n",
                "y,x\n1,2\n3,4",
                "X Y\n2 1\n4 3\n",
                "  1 , 2 \r\n3,4\r\n"
            })
    void twoNumbersALineAreYAndX(String text) throws Exception {
        Positions read = PositionFile.read(Files.writeString(folder.resolve("p.csv"), text), 0.5, 10);
        assertThat(read.y()).containsExactly(0.5, 1.5);
        assertThat(read.x()).containsExactly(20, 40);
    }

    @Test
    void anNpyArrayHasAFrameALine() {
        Path file = folder.resolve("p.npy");
        NpyFile.write(file, NpyArray.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
        assertThat(PositionFile.read(file, 1, 1).x()).containsExactly(2, 4, 6);
    }

    @Test
    void anArrayOfAnotherShapeIsRefused() {
        Path file = folder.resolve("p.npy");
        NpyFile.write(file, NpyArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
        assertThatThrownBy(() -> PositionFile.read(file, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[frame, 2]")
                .hasMessageContaining("2 x 3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'1,2\n3\n'; :2: expected two numbers",
                "'1,2,3\n'; :1:",
                "'1,a\n'; :1:",
                "'1,NaN\n'; frame 0",
                "''; no"
            })
    void otherTextIsRefusedWithItsLine(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("p.csv"), text);
        assertThatThrownBy(() -> PositionFile.read(file, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("p.csv")
                .hasMessageContaining(message)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> PositionFile.read(folder.resolve("absent.csv"), 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("absent.csv: no such file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "frame,y_um,x_um\n0,1,2\n1,3,4\n",
                "# x_um y_um\n2 1\n4 3\n",
                "\"x (um)\"; \"y (um)\"; counts\n2;1;9\n4;3;9\n",
                "y/\u00b5m,x/\u00b5m\n1,2\n3,4\n",
            })
    void namedColumnsSayTheirUnit(String text) throws Exception {
        PositionFile.Table table = PositionFile.table(Files.writeString(folder.resolve("p.csv"), text));
        assertThat(table.unit()).contains(PositionUnit.UM);
        assertThat(table.y()).containsExactly(1, 3);
        assertThat(table.x()).containsExactly(2, 4);
    }

    @Test
    void aUnitThatIsNotTheOneAskedForIsRefused() throws Exception {
        Path file = Files.writeString(folder.resolve("p.csv"), "y_um,x_um\n1,2\n");
        assertThatThrownBy(() -> PositionFile.read(file, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("say um, which is not the unit that was asked for");
        Path mixed = Files.writeString(folder.resolve("q.csv"), "y_um,x_nm\n1,2\n");
        assertThatThrownBy(() -> PositionFile.table(mixed))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("must have one unit");
    }
}
