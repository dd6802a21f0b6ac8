package org.polyptych.electron.specimen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.polyptych.core.RandomStream;
import org.polyptych.electron.structure.Atom;

/**
 * A film of carbon atoms without order: placed one by one at random, none nearer to another than 1.4 A, at a density of 2.0 g/cm^3.
 */
final class AmorphousCarbon {
    /** Atoms in a cubic angstrom at 2.0 g/cm^3. */
    static final double DENSITY = 0.1003;

    /** In angstroms. */
    static final double NEAREST = 1.4;

    private static final int CARBON = 6;
    private static final long MOST_TRIES = 1000;

    private AmorphousCarbon() {}

    /**
     * A film over a rectangle about the middle.
     *
     * @param height in metres
     * @param width in metres
     * @param from its entrance side in metres
     * @param thickness in metres
     * @param meanSquare displacement in square metres
     */
    static List<Atom> film(
            double height, double width, double from, double thickness, double meanSquare, RandomStream random) {
        double h = height / Layer.A;
        double w = width / Layer.A;
        double t = thickness / Layer.A;
        long count = Math.round(DENSITY * h * w * t);
        Map<List<Integer>, List<double[]>> boxes = new HashMap<>();
        List<Atom> atoms = new ArrayList<>();
        for (long tries = 0; atoms.size() < count && tries < MOST_TRIES * count; tries++) {
            double[] place = {h * random.uniform(), w * random.uniform(), t * random.uniform()};
            if (free(place, boxes)) {
                boxes.computeIfAbsent(box(place, 0, 0, 0), key -> new ArrayList<>())
                        .add(place);
                atoms.add(new Atom(
                        CARBON,
                        (place[0] - h / 2) * Layer.A,
                        (place[1] - w / 2) * Layer.A,
                        from + place[2] * Layer.A,
                        1,
                        meanSquare));
            }
        }
        return atoms;
    }

    private static boolean free(double[] place, Map<List<Integer>, List<double[]>> boxes) {
        for (int i = 0; i < 27; i++) {
            for (double[] other : boxes.getOrDefault(box(place, i / 9 - 1, i / 3 % 3 - 1, i % 3 - 1), List.of())) {
                double square = 0;
                for (int axis = 0; axis < 3; axis++) {
                    square += (place[axis] - other[axis]) * (place[axis] - other[axis]);
                }
                if (square < NEAREST * NEAREST) {
                    return false;
                }
            }
        }
        return true;
    }

    private static List<Integer> box(double[] place, int down, int right, int deep) {
        return List.of(
                (int) Math.floor(place[0] / NEAREST) + down,
                (int) Math.floor(place[1] / NEAREST) + right,
                (int) Math.floor(place[2] / NEAREST) + deep);
    }
}
