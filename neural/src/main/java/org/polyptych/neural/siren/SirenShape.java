package org.polyptych.neural.siren;

/**
 * A network of sine layers: {@code x -> sin(w0 (W x + b))}, {@code hidden} further such layers, then a linear one.
 *
 * @param inputs coordinates of a point, 1 or more
 * @param width of every sine layer, 1 or more
 * @param hidden sine layers after the first, 0 or more
 * @param outputs numbers a point, 1 or more
 * @param firstW0 frequency of the first layer, above 0
 * @param hiddenW0 frequency of the others, above 0
 */
public record SirenShape(int inputs, int width, int hidden, int outputs, double firstW0, double hiddenW0) {
    public SirenShape {
        atLeast(1, "inputs", inputs);
        atLeast(1, "width", width);
        atLeast(0, "hidden", hidden);
        atLeast(1, "outputs", outputs);
        positive("firstW0", firstW0);
        positive("hiddenW0", hiddenW0);
    }

    /** Layers, the linear one included. */
    int layers() {
        return hidden + 2;
    }

    boolean isSine(int layer) {
        return layer < layers() - 1;
    }

    int in(int layer) {
        return layer == 0 ? inputs : width;
    }

    int out(int layer) {
        return isSine(layer) ? width : outputs;
    }

    /** What a layer's W x + b is multiplied by: 1 for the linear one. */
    double w0(int layer) {
        if (!isSine(layer)) {
            return 1;
        }
        return layer == 0 ? firstW0 : hiddenW0;
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, got " + value);
        }
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(name + " must be a number above 0, got " + value);
        }
    }
}
