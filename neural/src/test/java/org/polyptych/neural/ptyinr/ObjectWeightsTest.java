package org.polyptych.neural.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.Snapshot;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.neural.torch.Libtorch;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;
import org.polyptych.physics.Specimen;

/** What an object is made from gives the object again, on its own pixels and on finer ones. */
class ObjectWeightsTest {
    private static final int ROWS = 14;
    private static final int COLUMNS = 11;
    private static final double UNIT = 1.5;
    private static final Specimen GRID = Specimen.of(ComplexImage.zeros(ROWS, COLUMNS), 1e-8, 1e-8, 0, 0);

    /** With weights as they are drawn. */
    private record Made(PtyInrSettings settings, ComplexImage object, Snapshot arrays) {
        static Made of(String kind) {
            Libtorch.load();
            PtyInrSettings settings = SettingsReader.read(
                    PtyInrSettings.class, "ptyinr", Map.of("object", kind, "width", "16", "hidden", "2"));
            try (Scope scope = Scope.open();
                    Field field = Fields.object(settings, new Coordinates(ROWS, COLUMNS), new RandomStream(4, 0))) {
                ComplexImage object = Tensors.images(field.rows(0, ROWS).detach())[0];
                object.scale(UNIT);
                return new Made(settings, object, ObjectWeights.of(field, UNIT).deepCopy());
            }
        }

        ComplexImage finer(int factor) {
            return ObjectWeights.finer(settings, arrays, GRID, factor).image();
        }
    }

    /** Of an odd number of fine pixels one lies in the middle of the coarse one; the finest take many stripes. */
    @ParameterizedTest
    @ValueSource(strings = {"siren", "hash"})
    void fineObjectsAgreeWithTheObjectInTheMiddleOfItsPixels(String kind) {
        Made made = Made.of(kind);
        assertThat(spread(made.object())).as("there is something to compare").isGreaterThan(1e-6);
        for (int factor : new int[] {1, 5, 33}) {
            ComplexImage fine = made.finer(factor);
            assertThat(fine.rows()).isEqualTo(factor * ROWS);
            for (int y = 0; y < ROWS; y++) {
                for (int x = 0; x < COLUMNS; x++) {
                    int at = (factor * y + factor / 2) * fine.columns() + factor * x + factor / 2;
                    int own = y * COLUMNS + x;
                    assertThat(fine.re()[at]).isCloseTo(made.object().re()[own], within(2e-5f));
                    assertThat(fine.im()[at]).isCloseTo(made.object().im()[own], within(2e-5f));
                }
            }
        }
    }

    private static double spread(ComplexImage image) {
        float[] amplitude = image.amplitude().values();
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (float value : amplitude) {
            least = Math.min(least, value);
            most = Math.max(most, value);
        }
        return most - least;
    }

    @Test
    void whatIsNotAllThereIsRefusedInOneLine() {
        Made made = Made.of("siren");
        Snapshot without = made.arrays().deepCopy();
        without.doubles().clear();
        Snapshot fewer = made.arrays().deepCopy();
        fewer.floats().put("weights", new float[3][2]);
        Snapshot shorter = made.arrays().deepCopy();
        shorter.floats().get("weights")[0] = new float[1];
        for (Snapshot damaged : new Snapshot[] {new Snapshot(), without, fewer, shorter}) {
            assertThatThrownBy(() -> ObjectWeights.finer(made.settings(), damaged, GRID, 2))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("not that of engine ptyinr")
                    .hasMessageNotContaining("\n");
        }
    }
}
