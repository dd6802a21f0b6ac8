package org.polyptych.bench.dgp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseTest {
    private static final Course COURSE = new Course(List.of(
            point(1, 1, Map.of("loss", 4.0, "ssim", 0.1)),
            point(2, 2, Map.of("loss", 3.0)),
            point(3, 5, Map.of("loss", 2.0, "ssim", 0.7)),
            point(4, 6, Map.of("loss", 1.0, "ssim", 0.6)),
            point(5, 8, Map.of("loss", 1.0))));

    @TempDir
    private Path folder;

    @Test
    void it_is_read_as_it_was_written() {
        COURSE.write(folder.resolve("course.csv"));

        assertThat(Course.read(folder.resolve("course.csv"))).isEqualTo(COURSE);
    }

    @Test
    void it_says_when_a_figure_was_reached_and_best() {
        assertThat(COURSE.reached("ssim", 0.5)).hasValue(5);
        assertThat(COURSE.reached("ssim", 0.8)).isEmpty();
        assertThat(COURSE.best("ssim", true)).contains(COURSE.points().get(2));
        assertThat(COURSE.best("loss", false)).contains(COURSE.points().get(3));
        assertThat(COURSE.best("other", true)).isEmpty();
        assertThat(COURSE.line("ssim").iterations()).containsExactly(1, 3, 4);
    }

    @Test
    void its_pace_is_that_of_the_later_iterations() {
        assertThat(COURSE.pace()).hasValue(1.5);
    }

    private static Course.Point point(int iteration, double seconds, Map<String, Double> figures) {
        return new Course.Point(iteration, seconds, figures);
    }
}
