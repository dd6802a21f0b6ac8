package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;
import org.polyptych.physics.Positions;

class FrameSelectionTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0:3           | 0,1,2
            ::4           | 0,4,8
            1:9:4         | 1,5
            7:            | 7,8,9
            :2            | 0,1
            :             | 0,1,2,3,4,5,6,7,8,9
            ::            | 0,1,2,3,4,5,6,7,8,9
            5             | 5
            8,1:3,2       | 1,2,8
            !0,2:9        | 1,9
            !::2          | 1,3,5,7,9
            ' 0 : 2 , 9 ' | 0,1,9
            farthest:1    | 4
            farthest:3    | 0,4,9
            farthest:2/5  | 0,2,4,9
            farthest:1/9  | 4
            farthest:1/1000 | 4
            farthest:1/1  | 0,1,2,3,4,5,6,7,8,9
            ' farthest : 3 ' | 0,4,9
            """)
    void it_names_frames_by_their_index_or_how_many(String typed, String frames) {
        assertThat(FrameSelection.parse(typed).of(line(10))).isEqualTo(indexes(frames));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '0:10,x'    | character 6
            '3;5'       | character 2: ';' is not expected
            '1:2:3:4'   | character 6: ':' is not expected
            '-5:'       | character 1: frames are counted from 0
            '0:9:0'     | character 5: the step must be 1 or more
            '1,,2'      | character 3: an index or a range is missing
            '1,'        | character 3: an index or a range is missing
            '5:5'       | character 1: '5:5' holds no frame
            '9:2'       | character 1: '9:2' holds no frame
            '1,!2'      | character 3: '!' is not expected
            0:9,farthest:5 | character 5: 'f' is not expected here; farthest stands alone
            !farthest:5 | character 2: 'f' is not expected here; farthest stands alone
            farthest    | character 1: 'f' is not expected here
            farthest:   | character 10: a number is missing
            farthest:3/ | character 12: a number is missing
            farthest:0  | character 10: '0' is no frame
            farthest:0/9 | character 10: '0/9' is no frame
            farthest:2/1 | character 10: the share 2/1 is more than all frames
            farthest:1/0 | character 10: the share 1/0 is more than all frames
            farthest:-3 | character 10: frames are counted from 0 and never negative
            farthest:0.5 | character 11: '.' is not expected here
            farthest:5,7 | character 11: ',' is not expected here; farthest stands alone
            '!'         | nothing is selected
            ''          | nothing is selected
            99999999999 | character 1: 99999999999 is larger than any number of frames
            """)
    void what_cannot_be_read_is_refused_with_its_place(String typed, String said) {
        assertThatThrownBy(() -> FrameSelection.parse(typed))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0:11  | 0:11' reaches beyond the 10 frames of the scan, counted 0 to 9
            3,10  | 10' reaches beyond the 10 frames
            12:   | 12:' reaches beyond the 10 frames
            !10   | 10' reaches beyond the 10 frames
            !:    | leaves none of the 10 frames
            farthest:11 | the scan has only 10 frames
            """)
    void what_is_not_in_the_scan_is_refused_with_the_number_of_frames(String typed, String said) {
        FrameSelection selection = FrameSelection.parse(typed);
        assertThatThrownBy(() -> selection.of(line(10)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_step_near_the_largest_number_does_not_run_over() {
        assertThat(FrameSelection.parse("5::999999999").of(line(10))).containsExactly(5);
    }

    @Test
    void frames_written_as_text_are_read_back_as_the_same_frames() {
        int[] frames = {0, 3, 4, 5, 8, 9};
        assertThat(FrameSelection.text(frames)).isEqualTo("0,3:6,8:10");
        assertThat(FrameSelection.parse(FrameSelection.text(frames)).of(line(10)))
                .isEqualTo(frames);
        assertThat(FrameSelection.text(new int[0])).isEmpty();
    }

    /** Positions 0, 1, 2, ... */
    private static Positions line(int count) {
        return new Positions(
                new double[count], IntStream.range(0, count).asDoubleStream().toArray());
    }

    private static int[] indexes(String list) {
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }
}
