package org.polyptych.io.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polyptych.core.BadInputException;

class DetectorMarksTest {
    private final List<String> notes = new ArrayList<>();

    /** Frames of one row of pixels. */
    private record Row(Sample sample, float[]... frames) implements StoredFrames {
        @Override
        public int count() {
            return frames.length;
        }

        @Override
        public int rows() {
            return 1;
        }

        @Override
        public int columns() {
            return frames[0].length;
        }

        @Override
        public float[] values(int frame) {
            return frames[frame].clone();
        }

        @Override
        public boolean isUnsigned() {
            return sample.isUnsigned();
        }

        @Override
        public String label(int frame) {
            return "some.file";
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UINT8,255",
        "UINT16,65535",
        "UINT32,4294967295",
        "UINT64,18446744073709551615",
        "INT8,-1",
        "INT16,-2",
        "INT32,-1",
        "INT64,-1"
    })
    void a_pixel_that_is_marked_in_every_frame_is_bad(Sample sample, float mark) {
        Row frames = new Row(sample, new float[] {mark, 3, mark}, new float[] {mark, mark, 5});
        assertThat(DetectorMarks.good(frames, notes)).containsExactly(false, true, true);
        assertThat(notes).singleElement().asString().startsWith("mask: 1 of 3 pixels are ");
    }

    @ParameterizedTest
    @CsvSource({"INT16,32767", "UINT16,65534", "UINT32,65535", "FLOAT32,-1", "FLOAT64,-1"})
    void what_the_type_does_not_mark_is_a_count(Sample sample, float count) {
        Row frames = new Row(sample, new float[] {count, 1}, new float[] {count, 1});
        assertThat(DetectorMarks.good(frames, notes)).containsExactly(true, true);
        assertThat(notes).isEmpty();
    }

    @Test
    void without_a_good_pixel_there_is_no_scan() {
        assertThatThrownBy(() -> DetectorMarks.good(new Row(Sample.INT32, new float[] {-1, -2}), notes))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("some.file: every pixel is below 0");
    }

    @Test
    void a_marked_pixel_has_no_light() {
        Row frames = new Row(Sample.UINT32, new float[] {0x1p32f, 4}, new float[] {0x1p32f, 9});
        CountFrames counts = new CountFrames(frames, CountFrames.Below.REFUSED, DetectorMarks.good(frames, notes));
        assertThat(counts.frame(1)).containsExactly(0, 3);
    }
}
