package org.polyptych.neural.ptychopinn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.Setting;
import org.polyptych.physics.Positions;

/** Groups of neighbouring frames of one scan, and where frames lie from the middles of their groups. Each frame asked for is in one. */
public final class Groups {
    private final int[][] frames;
    private final double[] y;
    private final double[] x;

    /** Frames that must be in a group, from the first on. */
    private final int asked;

    private Groups(int[][] frames, double[] y, double[] x, int asked) {
        this.frames = frames;
        this.y = y;
        this.x = x;
        this.asked = asked;
    }

    /** How they are made. */
    public record Rule(
            @Setting(value = "4", doc = "patterns of a group, 1 to 64; the paper has 4")
            int group,

            @Setting(
                    value = "auto",
                    doc =
                            "which frames are a group: nearest (a frame and its neighbours), random (a frame and some of more"
                                    + " neighbours), or auto (of rasters 2 x 2 frames where a group has four, else nearest)")
            Grouping grouping,

            @Setting(value = "8", doc = "neighbours from which random chooses, 1 to 1000")
            int among,

            @Setting(value = "1", doc = "random choices about every frame in a round, 1 to 1000")
            int repeats) {
        public Rule {
            Teaching.require(group >= 1 && group <= 64, "group must be 1 to 64, got " + group);
            Teaching.require(among >= 1 && among <= 1000, "among must be 1 to 1000, got " + among);
            Teaching.require(repeats >= 1 && repeats <= 1000, "repeats must be 1 to 1000, got " + repeats);
        }

        /** The same in every scan: squares of rasters, else the nearest. */
        public static Rule of(int size) {
            return new Rule(size, Grouping.AUTO, size, 1);
        }
    }

    /**
     * Groups of all frames of a scan.
     *
     * @param source of the scan, for messages
     * @param pixelHeight of the object, in metres
     * @param pixelWidth in metres
     * @param reach most pixels from a frame to the middle of its group, along an axis: what patches are wide
     * @throws BadInputException if there are too few frames, or they lie too far apart
     */
    public static Groups of(
            String source,
            Positions positions,
            double pixelHeight,
            double pixelWidth,
            double reach,
            Rule rule,
            long seed) {
        return of(source, positions, pixelHeight, pixelWidth, reach, rule, seed, positions.count());
    }

    /**
     * The same of the first frames, with others where they are neighbours.
     *
     * @param asked frames that must be in a group, from the first on
     */
    static Groups of(
            String source,
            Positions positions,
            double pixelHeight,
            double pixelWidth,
            double reach,
            Rule rule,
            long seed,
            int asked) {
        if (positions.count() < rule.group()) {
            throw new BadInputException(source + ": " + positions.count() + " frames are too few for groups of "
                    + rule.group() + "; give more frames, or take a network of fewer frames a group");
        }
        double[] y = Arrays.stream(positions.y()).map(v -> v / pixelHeight).toArray();
        double[] x = Arrays.stream(positions.x()).map(v -> v / pixelWidth).toArray();
        List<int[]> frames = new ArrayList<>();
        RandomStream random = new RandomStream(seed, 0);
        int repeats = rule.grouping() == Grouping.RANDOM ? rule.repeats() : 1;
        for (int k = 0; k < repeats; k++) {
            frames.addAll(List.of(rule.grouping().groups(y, x, rule.group(), rule.among(), random, asked)));
        }
        Groups groups = new Groups(frames.toArray(int[][]::new), y, x, asked);
        groups.requireWithin(source, reach);
        return groups;
    }

    private void requireWithin(String source, double reach) {
        for (int g = 0; g < count(); g++) {
            double[][] offsets = offsets(g);
            for (int k = 0; k < offsets.length; k++) {
                double[] offset = offsets[k];
                double far = Math.max(Math.abs(offset[0]), Math.abs(offset[1]));
                if (far > reach) {
                    throw new BadInputException(String.format(
                            Locale.ROOT,
                            "%s: frame %d and its %d neighbours lie up to %.0f pixels from their middle, so that they see"
                                    + " nothing in common; leave such frames out, or take a network of one frame a group",
                            source,
                            frames[g][k],
                            size() - 1,
                            far));
                }
            }
        }
    }

    /** Groups. */
    public int count() {
        return frames.length;
    }

    /** Frames of a group. */
    public int size() {
        return frames[0].length;
    }

    /** The frames of a group, as the scan counts them, in the order in which a network is given them. */
    public int[] frames(int group) {
        return frames[group].clone();
    }

    /**
     * r_k - mu of each frame of a group, (y, x) in pixels of the object. The paper has the mean position for mu, for
     * convenience; here it is the place nearest to that from which the first frame lies whole pixels away, so that frames whole
     * pixels from each other need no interpolation, also where their mean is between pixels.
     */
    public double[][] offsets(int group) {
        int[] members = frames[group];
        double middleY = middle(members, y);
        double middleX = middle(members, x);
        return IntStream.of(members)
                .mapToObj(j -> new double[] {y[j] - middleY, x[j] - middleX})
                .toArray(double[][]::new);
    }

    private static double middle(int[] members, double[] at) {
        double mean = IntStream.of(members).mapToDouble(j -> at[j]).average().orElseThrow();
        double first = at[members[0]];
        return first + Math.rint(mean - first);
    }

    /** Few of the groups, such that each frame asked for is in one: of a raster about a quarter of the squares. */
    public Groups covering() {
        boolean[] seen = new boolean[y.length];
        Arrays.fill(seen, asked, seen.length, true);
        boolean[] taken = new boolean[frames.length];
        // first those that have no frame in common, then what is still needed
        for (int most = 0; most < size(); most++) {
            for (int g = 0; g < frames.length; g++) {
                int known = (int) IntStream.of(frames[g]).filter(j -> seen[j]).count();
                if (!taken[g] && known <= most) {
                    taken[g] = true;
                    IntStream.of(frames[g]).forEach(j -> seen[j] = true);
                }
            }
        }
        return new Groups(
                IntStream.range(0, frames.length)
                        .filter(g -> taken[g])
                        .mapToObj(g -> frames[g])
                        .toArray(int[][]::new),
                y,
                x,
                asked);
    }
}
