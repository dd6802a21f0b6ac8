package org.polyptych.neural.diffusion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.polyptych.neural.layer.ResidualBlock;
import org.polyptych.neural.layer.ResidualBlock.Resize;
import org.polyptych.neural.layer.SelfAttention2d;

/**
 * Which blocks a {@link DenoisingUNet} has, in order, without making any: on the way down each level's blocks and, but on the
 * lowest, one that halves; two in the middle; on the way up one block more a level, each given what its partner on the way
 * down had, and, but on the highest, one that doubles.
 */
public record Layout(Settings settings, List<Stage> down, List<Stage> middle, List<Stage> up) {
    /**
     * What a network is.
     *
     * @param stem pixels along a side that become channels at first, 1 or more; 1: none do
     * @param base channels of the first convolution, even, 4 or more; the embedding of the time has four times as many
     * @param multipliers channels of each level in units of the base, from the finest level down, each 1 or more
     * @param blocks of a level on the way down, 1 or more
     * @param attention levels that have it behind each block, 0 the finest
     * @param headChannels channels of a head of attention, a divisor of those of its levels
     */
    public record Settings(
            int stem, int base, List<Integer> multipliers, int blocks, List<Integer> attention, int headChannels) {
        private static final int MOST_LEVELS = 8;

        public Settings {
            require(stem >= 1 && stem <= 8, "stem must be 1 to 8, got " + stem);
            require(base >= 4 && base <= 1024 && base % 4 == 0, "base must be a multiple of 4 to 1024, got " + base);
            require(
                    !multipliers.isEmpty() && multipliers.size() <= MOST_LEVELS,
                    "multipliers must be 1 to " + MOST_LEVELS + " numbers, got " + multipliers.size());
            multipliers.forEach(m -> require(m >= 1 && m <= 16, "multipliers must each be 1 to 16, got " + m));
            require(blocks >= 1 && blocks <= 8, "blocks must be 1 to 8, got " + blocks);
            require(headChannels >= 1, "headChannels must be 1 or more, got " + headChannels);
            int levels = multipliers.size();
            for (int level : attention) {
                require(
                        level >= 0 && level < levels,
                        "attention must name levels from 0 (the finest) to " + (levels - 1) + ", got " + level);
            }
            for (int level = 0; level < levels; level++) {
                int channels = base * multipliers.get(level);
                boolean attends =
                        attention.contains(level) || !attention.isEmpty() && level == levels - 1; // the middle does too
                require(
                        !attends || channels % headChannels == 0,
                        "headChannels must divide the " + channels + " channels of level " + level + ", got "
                                + headChannels);
            }
            multipliers = List.copyOf(multipliers);
            attention = List.copyOf(attention);
        }

        private static void require(boolean met, String message) {
            if (!met) {
                throw new IllegalArgumentException(message);
            }
        }

        /** Numbers of the embedding of a time. */
        public int embedding() {
            return 4 * base;
        }

        /** Channels before the first convolution and behind the last one. */
        public int stemChannels() {
            return DenoisingUNet.CHANNELS * stem * stem;
        }

        /** What rows and columns must be multiples of. */
        public int multiple() {
            return stem << multipliers.size() - 1;
        }

        void requireMultiple(long rows, long columns) {
            if (rows % multiple() != 0 || columns % multiple() != 0 || rows == 0 || columns == 0) {
                throw new IllegalArgumentException("the network needs rows and columns that are multiples of "
                        + multiple() + ", got " + rows + " and " + columns);
            }
        }
    }

    /**
     * A residual block and the attention behind it.
     *
     * @param level on which it computes
     * @param joins whether it is given what a partner on the way down had, too
     */
    public record Stage(ResidualBlock.Settings block, int level, boolean attends, boolean joins) {
        SelfAttention2d.Settings attention(Settings settings) {
            return SelfAttention2d.Settings.of(block.out(), settings.headChannels());
        }
    }

    /** That of such a network. */
    public static Layout of(Settings settings) {
        int base = settings.base();
        int levels = settings.multipliers().size();
        int embedding = settings.embedding();
        List<Stage> down = new ArrayList<>();
        Deque<Integer> seen = new ArrayDeque<>();
        int channels = base;
        seen.push(channels);
        for (int level = 0; level < levels; level++) {
            int width = base * settings.multipliers().get(level);
            boolean attends = settings.attention().contains(level);
            for (int k = 0; k < settings.blocks(); k++) {
                down.add(stage(channels, width, embedding, Resize.KEEP, level, attends, false));
                channels = width;
                seen.push(channels);
            }
            if (level < levels - 1) {
                down.add(stage(channels, channels, embedding, Resize.HALVE, level + 1, false, false));
                seen.push(channels);
            }
        }
        boolean any = !settings.attention().isEmpty();
        List<Stage> middle = List.of(
                stage(channels, channels, embedding, Resize.KEEP, levels - 1, any, false),
                stage(channels, channels, embedding, Resize.KEEP, levels - 1, false, false));
        List<Stage> up = new ArrayList<>();
        for (int level = levels - 1; level >= 0; level--) {
            int width = base * settings.multipliers().get(level);
            boolean attends = settings.attention().contains(level);
            for (int k = 0; k <= settings.blocks(); k++) {
                up.add(stage(channels + seen.pop(), width, embedding, Resize.KEEP, level, attends, true));
                channels = width;
            }
            if (level > 0) {
                up.add(stage(channels, channels, embedding, Resize.DOUBLE, level - 1, false, false));
            }
        }
        return new Layout(settings, down, middle, up);
    }

    private static Stage stage(
            int in, int out, int embedding, Resize resize, int level, boolean attends, boolean joins) {
        return new Stage(new ResidualBlock.Settings(in, out, embedding, resize), level, attends, joins);
    }

    /** All, in the order in which they compute. */
    public List<Stage> stages() {
        return Stream.of(down, middle, up).flatMap(List::stream).toList();
    }

    /** Numbers that are learned. */
    public long parameters() {
        long base = settings.base();
        long embedding = settings.embedding();
        long stem = settings.stemChannels();
        long top = base * settings.multipliers().getFirst();
        long times = (base + 1) * embedding + (embedding + 1) * embedding;
        long ends = (9 * stem + 1) * base + 2 * top + (9 * top + 1) * stem;
        return times
                + ends
                + stages().stream()
                        .mapToLong(stage -> stage.block().parameters()
                                + (stage.attends() ? stage.attention(settings).parameters() : 0))
                        .sum();
    }
}
