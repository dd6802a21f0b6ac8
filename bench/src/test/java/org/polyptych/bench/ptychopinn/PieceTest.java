package org.polyptych.bench.ptychopinn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.SharedData;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** What the arms learn from and are asked about. */
class PieceTest {
    private static final Design TINY = Design.named("tiny");
    private static final Path NO_DATA = Path.of("none");

    @Test
    void the_papers_protocol_has_the_papers_patterns() {
        Design paper = Design.named("paper");
        for (Field field : new Field[] {Field.LINES, Field.GRF}) {
            var pieces = Piece.toLearn(paper, field);
            assertThat(pieces.subList(0, pieces.size() - 1).stream()
                            .mapToInt(piece -> piece.rows() * piece.columns())
                            .sum())
                    .isEqualTo(49_284);
            assertThat(pieces.stream().map(Piece::seed))
                    .doesNotHaveDuplicates()
                    .doesNotContain(Design.LOOK, Design.TEST);
        }
    }

    @Test
    void scans_have_the_photons_that_were_asked_for_and_the_true_probe_as_a_start() {
        Scan scan = Piece.look(TINY, Field.GRF).scan(NO_DATA, 1e5, Disturbance.NONE);
        double counts = 0;
        for (int j = 0; j < scan.frames().count(); j++) {
            for (float x : scan.frames().frame(j)) {
                counts += (double) x * x;
            }
        }
        assertThat(counts / scan.frames().count()).isCloseTo(1e5, within(300.0));
        assertThat(scan.probe().orElseThrow().mode(0).re())
                .containsExactly(scan.truth().orElseThrow().probe().mode(0).re(), within(1e-3f));
        ComplexImage object = scan.truth().orElseThrow().specimen().image();
        assertThat(IntStream.range(0, object.size()).mapToDouble(i -> Math.abs(object.im()[i])))
                .anyMatch(value -> value > 0.1);
    }

    @Test
    void a_stage_that_errs_says_where_it_should_be() {
        Piece look = Piece.look(TINY, Field.LINES);
        Scan still = look.scan(NO_DATA, 1e9, Disturbance.NONE);
        Scan erring = look.scan(NO_DATA, 1e9, new Disturbance(1, 0));
        assertThat(erring.positions().y()).containsExactly(still.positions().y());
        Positions real = erring.truth().orElseThrow().positions().orElseThrow();
        double square = IntStream.range(0, real.count())
                .mapToDouble(j -> Math.pow((real.y()[j] - still.positions().y()[j]) / Design.PIXEL, 2))
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(square)).isBetween(0.6, 1.4);
        assertThat(erring.truth().orElseThrow().specimen().centreY())
                .isEqualTo(still.truth().orElseThrow().specimen().centreY());
    }

    @Test
    void a_beam_that_strays_moves_patterns_on_the_detector_by_what_was_asked() {
        Piece look = Piece.look(TINY, Field.LINES);
        double[] still = middles(look.scan(NO_DATA, 1e9, Disturbance.NONE));
        double[] straying = middles(look.scan(NO_DATA, 1e9, new Disturbance(0, 0.5)));
        double[] moved = IntStream.range(0, still.length)
                .mapToDouble(j -> straying[j] - still[j])
                .toArray();
        double square = Arrays.stream(moved).map(m -> m * m).average().orElseThrow();
        assertThat(Math.sqrt(square)).isBetween(0.4, 0.6);
        assertThat(Arrays.stream(moved).distinct().count()).isGreaterThan(still.length / 2);
    }

    /** Of each pattern, along rows. */
    private static double[] middles(Scan scan) {
        return IntStream.range(0, scan.frames().count())
                .mapToDouble(j -> {
                    float[] frame = scan.frames().frame(j);
                    double sum = 0;
                    double first = 0;
                    for (int i = 0; i < frame.length; i++) {
                        double counts = (double) frame[i] * frame[i];
                        sum += counts;
                        first += counts * (i % scan.frames().columns());
                    }
                    return first / sum;
                })
                .toArray();
    }

    @Test
    void what_is_scored_of_the_large_features_was_not_learned_from() {
        Path data = SharedData.file("objects/bloodsmear_blue_512_c64.npy")
                .getParent()
                .getParent();
        Design brief = Design.named("short");
        Piece learned = Piece.learned(brief);
        Piece test = Piece.test(brief, Field.LARGE);
        assertThat(learned.cut().left() + learned.cut().columns())
                .isLessThanOrEqualTo(test.cut().left());
        for (Piece piece : Piece.toLearn(TINY, Field.LARGE)) {
            assertThat(piece.scan(data, 1e9, Disturbance.NONE).frames().count()).isPositive();
        }
    }
}
