package org.polyptych.physics.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;

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
            """)
    void it_names_frames_by_their_index(String typed, String frames) {
        assertThat(FrameSelection.parse(typed).of(10)).isEqualTo(indexes(frames));
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
            """)
    void what_is_not_in_the_scan_is_refused_with_the_number_of_frames(String typed, String said) {
        FrameSelection selection = FrameSelection.parse(typed);
        assertThatThrownBy(() -> selection.of(10))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_step_near_the_largest_number_does_not_run_over() {
        assertThat(FrameSelection.parse("5::999999999").of(10)).containsExactly(5);
    }

    @Test
    void frames_written_as_text_are_read_back_as_the_same_frames() {
        int[] frames = {0, 3, 4, 5, 8, 9};
        assertThat(FrameSelection.text(frames)).isEqualTo("0,3:6,8:10");
        assertThat(FrameSelection.parse(FrameSelection.text(frames)).of(10)).isEqualTo(frames);
        assertThat(FrameSelection.text(new int[0])).isEmpty();
    }

    private static int[] indexes(String list) {
        return Arrays.stream(list.split(",")).mapToInt(Integer::parseInt).toArray();
    }
}
