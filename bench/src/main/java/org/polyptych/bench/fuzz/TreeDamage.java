package org.polyptych.bench.fuzz;

import java.util.Arrays;
import java.util.List;
import org.polyptych.core.ComplexImage;

/** Breaks what an HDF5 file means rather than its bytes: things missing, renamed, of another type, shape or value. */
final class TreeDamage {
    private static final int MOST_STEPS = 3;
    private static final List<Double> VALUES = List.of(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -1.0,
            0.0,
            -0.0,
            0.5,
            1e-300,
            1e300,
            1e38,
            1e9,
            -9.3e18,
            9007199254740993.0);
    private static final List<String> TEXTS =
            List.of("", " ", "eV", "m", "furlong", "two\nlines", "\u00e4\u4e2d", "NaN");

    private TreeDamage() {}

    /** Changes the tree in place. */
    static void to(Tree tree, Dice dice) {
        int steps = 1 + dice.below(MOST_STEPS);
        for (int k = 0; k < steps; k++) {
            if (!tree.attributes().isEmpty() && dice.chance(0.25)) {
                attribute(tree, dice);
            } else if (!tree.nodes().isEmpty()) {
                node(tree, dice);
            }
        }
    }

    private static void attribute(Tree tree, Dice dice) {
        int k = dice.below(tree.attributes().size());
        Tree.Attribute old = tree.attributes().get(k);
        switch (dice.below(4)) {
            case 0 -> tree.attributes().remove(k);
            case 1 -> tree.attributes().set(k, new Tree.Attribute(old.object(), old.name(), dice.of(TEXTS)));
            case 2 -> tree.attributes().set(k, new Tree.Attribute(old.object(), old.name(), dice.of(VALUES)));
            default ->
                tree.attributes().set(k, new Tree.Attribute(old.object(), old.name(), (long)
                        dice.of(VALUES).doubleValue()));
        }
    }

    private static void node(Tree tree, Dice dice) {
        int k = dice.below(tree.nodes().size());
        Tree.Node old = tree.nodes().get(k);
        String path = old.path();
        switch (dice.below(10)) {
            case 0 -> tree.nodes().remove(k);
            case 1 ->
                tree.nodes()
                        .set(k, new Tree.Link(path, "/" + dice.of(tree.nodes()).path()));
            case 2 -> tree.nodes().set(k, new Tree.Group(path));
            case 3 -> tree.nodes().set(k, new Tree.Texts(path, List.of(dice.of(TEXTS), dice.of(TEXTS))));
            case 4 -> tree.nodes().set(k, promise(path, dice));
            case 5 -> tree.nodes().set(k, scalar(path, dice));
            default -> tree.nodes().set(k, changed(old, dice));
        }
    }

    private static Tree.Node scalar(String path, Dice dice) {
        return new Tree.Numbers(
                path,
                new double[] {dice.of(VALUES)},
                dice.chance(0.5) ? new long[0] : new long[] {1},
                dice.chance(0.3));
    }

    private static Tree.Node promise(String path, Dice dice) {
        long count = dice.of(List.of(0L, 1L, 1000L, 2_000_000_000L, 4_000_000_000L, 1L << 50, 1L << 62));
        int side = dice.of(List.of(1, 8, 300, 20_000));
        return new Tree.Promise(path, count, side, dice.chance(0.8) ? side : 1);
    }

    private static Tree.Node changed(Tree.Node old, Dice dice) {
        return switch (old) {
            case Tree.Numbers numbers -> numbers(numbers, dice);
            case Tree.Complex complex -> complex(complex, dice);
            case Tree.Texts texts -> scalar(texts.path(), dice);
            default -> new Tree.Link(old.path(), "/nowhere");
        };
    }

    private static Tree.Node numbers(Tree.Numbers old, Dice dice) {
        double[] values = old.values().clone();
        long[] shape = old.shape().clone();
        boolean whole = old.whole();
        switch (dice.below(7)) {
            case 0 -> {
                for (int n = dice.below(3); n >= 0 && values.length > 0; n--) {
                    values[dice.below(values.length)] = dice.of(VALUES);
                }
                whole = false;
            }
            case 1 -> Arrays.fill(values, dice.of(VALUES));
            case 2 -> {
                double factor = Math.pow(10, dice.below(60) - 30);
                values = Arrays.stream(values).map(v -> v * factor).toArray();
                whole = false;
            }
            case 3 -> {
                for (int d = 0; d < shape.length / 2; d++) {
                    long first = shape[d];
                    shape[d] = shape[shape.length - 1 - d];
                    shape[shape.length - 1 - d] = first;
                }
            }
            case 4 -> shape = new long[] {values.length};
            case 5 -> {
                int length = dice.below(values.length + 1);
                values = Arrays.copyOf(values, length);
                shape = dice.chance(0.5) ? new long[] {length} : new long[] {length, 1, 1};
            }
            default -> {
                if (shape.length > 0 && values.length > 0) {
                    long less = dice.below((int) Math.min(shape[0], 1000) + 1);
                    values = Arrays.copyOf(values, (int) (values.length / shape[0] * less));
                    shape[0] = less;
                }
            }
        }
        return new Tree.Numbers(old.path(), values, shape, whole);
    }

    private static Tree.Node complex(Tree.Complex old, Dice dice) {
        ComplexImage first = old.images()[0];
        switch (dice.below(4)) {
            case 0 -> {
                ComplexImage broken = first.copy();
                broken.re()[dice.below(broken.size())] = dice.of(VALUES).floatValue();
                return new Tree.Complex(old.path(), new ComplexImage[] {broken}, new long[] {1});
            }
            case 1 -> {
                return new Tree.Complex(
                        old.path(),
                        new ComplexImage[] {ComplexImage.zeros(1 + dice.below(9), 1 + dice.below(9))},
                        new long[] {1});
            }
            case 2 -> {
                return new Tree.Complex(old.path(), old.images(), new long[] {1, old.images().length, 1, 1});
            }
            default -> {
                return new Tree.Numbers(
                        old.path(), new double[first.size()], new long[] {first.rows(), first.columns()}, false);
            }
        }
    }
}
