package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.bench.ptyinr.Curve.Point;

class CurveTest {
    private static final String AMPLITUDE = "object.amplitude.psnr";
    private static final Curve CURVE = new Curve(
            "ad iterations=20 ad.objectRate=0.1",
            "commit abc, 2026-11-21",
            List.of(
                    new Point(3, 0.5, Map.of(AMPLITUDE, 20.0)),
                    new Point(9, 2.5, Map.of(AMPLITUDE, 30.5, CellScores.REMOVED + AMPLITUDE, 40.25))));

    @TempDir
    private Path folder;

    @Test
    void aWrittenCurveIsReadBackAndOneOfAnotherRecipeIsNot() {
        Path file = folder.resolve("curve.csv");
        CURVE.write(file);

        assertThat(Curve.read(file, CURVE.recipe())).contains(CURVE);
        assertThat(Curve.read(file, "ad iterations=30")).isEmpty();
        assertThat(Curve.read(folder.resolve("none.csv"), CURVE.recipe())).isEmpty();
    }

    @Test
    void atATimeItIsWhereTheRunWasThen() {
        assertThat(CURVE.at(0.4)).isEmpty();
        assertThat(CURVE.at(2.4)).contains(CURVE.points().getFirst());
        assertThat(CURVE.at(900)).contains(CURVE.end());
    }

    @Test
    void aLineLeavesOutWhatHasNoSuchFigure() {
        assertThat(CURVE.line(AMPLITUDE)[1]).containsExactly(20.0, 30.5);
        assertThat(CURVE.line(CellScores.REMOVED + AMPLITUDE)[0]).containsExactly(2.5);
    }
}
