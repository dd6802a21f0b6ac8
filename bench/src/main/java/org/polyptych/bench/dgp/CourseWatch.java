package org.polyptych.bench.dgp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.engines.EngineState;
import org.polyptych.engines.Observer;
import org.polyptych.engines.StepReport;

/**
 * Writes down how a run goes: losses of every iteration, and what a judge says of the object after the first ones, after
 * iterations that follow each other by a factor, and after the last. The run's clock stands meanwhile.
 */
final class CourseWatch implements Observer {
    private static final double FACTOR = 1.05;

    private final Judge judge;
    private final List<Course.Point> points = new ArrayList<>();
    private final Map<String, Double> now = new LinkedHashMap<>();
    private double next = 1;

    CourseWatch(Judge judge) {
        this.judge = judge;
    }

    @Override
    public void checked(int iteration, double loss) {
        now.put(Course.HELD_OUT, loss);
    }

    @Override
    public void stepped(StepReport report, int total, double seconds) {
        now.put(Course.LOSS, report.loss());
    }

    @Override
    public void paused(int iteration, int total, double seconds, EngineState state) {
        if (iteration >= next || iteration == total) {
            now.putAll(judge.during(state.specimen()));
            next = Math.max(iteration + 1, FACTOR * iteration);
        }
        points.add(new Course.Point(iteration, seconds, Map.copyOf(now)));
        now.clear();
    }

    Course course() {
        return new Course(List.copyOf(points));
    }
}
