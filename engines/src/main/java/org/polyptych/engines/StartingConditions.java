package org.polyptych.engines;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Motion;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** How the frames were taken, as settings and scan say it: motion of a fly scan and background. */
final class StartingConditions {
    private StartingConditions() {}

    /** @param scan with its frames in the order in which they were taken, which says where each motion goes */
    static Conditions of(RunSettings run, Scan scan) {
        Conditions conditions = Conditions.NONE.withUpsample(run.data().upsample());
        if (run.fly().moves()) {
            conditions = conditions.withMotion(motion(run.fly(), scan.positions()));
        }
        Optional<float[]> background = background(run, scan);
        if (background.isPresent()) {
            conditions = conditions.withBackground(background.get());
        }
        return scan.beams().isEmpty() ? conditions : conditions.withWeights(ownBeams(scan));
    }

    /** Every frame has one of several probes. */
    private static double[][] ownBeams(Scan scan) {
        int count = scan.beamCount();
        return IntStream.of(scan.beams().orElseThrow())
                .mapToObj(beam -> {
                    double[] weights = new double[count];
                    weights[beam] = 1;
                    return weights;
                })
                .toArray(double[][]::new);
    }

    /** What was measured without light through the specimen, and what the settings put on every pixel. */
    private static Optional<float[]> background(RunSettings run, Scan scan) {
        if (!run.background().any()) {
            return scan.background();
        }
        float[] counts = scan.background()
                .map(float[]::clone)
                .orElseGet(
                        () -> new float[scan.geometry().rows() * scan.geometry().columns()]);
        for (int i = 0; i < counts.length; i++) {
            // a pixel of the detector, which is what the setting speaks of, is the sum of several of the model's
            counts[i] += (float) (run.background().counts()
                    / ((double) run.data().upsample() * run.data().upsample()));
        }
        return Optional.of(counts);
    }

    /** Those of some frames, in the order given. */
    static Conditions select(Conditions conditions, int[] frames) {
        Motion motion = conditions.motion();
        return new Conditions(
                motion == null
                        ? null
                        : new Motion(select(motion.y(), frames), select(motion.x(), frames), motion.parts()),
                conditions.background(),
                conditions.intensity() == null ? null : select(conditions.intensity(), frames),
                conditions.weights() == null
                        ? null
                        : IntStream.of(frames)
                                .mapToObj(j -> conditions.weights()[j])
                                .toArray(double[][]::new),
                conditions.upsample(),
                conditions.descan() == null ? null : conditions.descan().select(frames));
    }

    private static double[] select(double[] values, int[] frames) {
        return IntStream.of(frames).mapToDouble(j -> values[j]).toArray();
    }

    private static Motion motion(FlySettings fly, Positions positions) {
        if (!fly.alongScan()) {
            return Motion.same(
                    fly.length() * Math.sin(fly.radians()),
                    fly.length() * Math.cos(fly.radians()),
                    positions.count(),
                    fly.parts());
        }
        int n = positions.count();
        double[] y = new double[n];
        double[] x = new double[n];
        for (int j = 0; j < n; j++) {
            double[] way = towardsNearer(positions, j);
            double distance = Math.hypot(way[0], way[1]);
            y[j] = distance == 0 ? 0 : fly.length() * way[0] / distance;
            x[j] = distance == 0 ? fly.length() : fly.length() * way[1] / distance;
        }
        return new Motion(y, x, fly.parts());
    }

    /**
     * From a frame to the one before or after it, whichever is nearer, so that the way back to the next line does not
     * count; which way along the line does not matter. {0, 0} where no other frame is elsewhere.
     */
    private static double[] towardsNearer(Positions positions, int j) {
        double[] nearest = {0, 0};
        for (int other : new int[] {j - 1, j + 1}) {
            if (other < 0 || other >= positions.count()) {
                continue;
            }
            double y = positions.y()[other] - positions.y()[j];
            double x = positions.x()[other] - positions.x()[j];
            double distance = Math.hypot(y, x);
            double least = Math.hypot(nearest[0], nearest[1]);
            if (distance > 0 && (least == 0 || distance < least)) {
                nearest = new double[] {y, x};
            }
        }
        return nearest;
    }
}
