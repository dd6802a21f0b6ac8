package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polyptych.physics.Positions;

class RegionTest {
    /** A raster of 3 x 3, 1 um apart, around (0, 0). */
    private static final Positions RASTER = new Positions(
            new double[] {-1e-6, -1e-6, -1e-6, 0, 0, 0, 1e-6, 1e-6, 1e-6},
            new double[] {-1e-6, 0, 1e-6, -1e-6, 0, 1e-6, -1e-6, 0, 1e-6});

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all              | 0,1,2,3,4,5,6,7,8
            :,:              | 0,1,2,3,4,5,6,7,8
            -0.5:,:          | 3,4,5,6,7,8
            :0.5,-0.5:0.5    | 1,4
            0.5:2,0.5:2      | 8
            ' -1 : 0 , 1: '  | 2,5
            """)
    void it_is_y_then_x_in_micrometres_with_its_borders(String typed, String frames) {
        assertThat(Region.parse(typed).frames(RASTER))
                .containsExactly(Arrays.stream(frames.split(","))
                        .mapToInt(Integer::parseInt)
                        .toArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1:2", "1:2,3", "1:2,3:4,5:6", "a:b,0:1", "1:2:3,0:1", "NaN:1,0:1", "0:1,0:Infinity"})
    void what_is_no_rectangle_is_refused_with_an_example(String typed) {
        assertThatThrownBy(() -> Region.parse(typed))
                .hasMessageStartingWith("region")
                .hasMessageContaining("y0:y1,x0:x1 in um");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2:1,0:1", "0:1,1:1"})
    void ends_in_the_wrong_order_are_refused(String typed) {
        assertThatThrownBy(() -> Region.parse(typed)).hasMessageContaining("below");
    }
}
