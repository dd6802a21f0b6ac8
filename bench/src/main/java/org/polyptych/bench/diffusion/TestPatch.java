package org.polyptych.bench.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.io.NpyFile;

/**
 * One of the test objects: 128 x 128 pixels of the right half of a blood smear. (What is trained is trained on left halves:
 * the three colours show the same field.) The paper tests on 50 images of its own, which are not public.
 *
 * @param number from 0
 * @param colour of the three
 * @param row of its corner in the field
 * @param column of its corner, 256 or more
 */
record TestPatch(int number, String colour, int row, int column) implements Piece {
    static final int SIDE = 128;
    static final int COUNT = 50;

    static final List<String> COLOURS = List.of("red", "green", "blue");
    static final int FIELD = 512;

    private static final long SEED = 2026;

    /** The fixed 50: colours by turns, corners from a stream of random numbers of their own. */
    static List<TestPatch> all() {
        return IntStream.range(0, COUNT).mapToObj(TestPatch::numbered).toList();
    }

    private static TestPatch numbered(int number) {
        RandomStream random = new RandomStream(SEED, number);
        int row = (int) (random.uniform() * (FIELD - SIDE + 1));
        int column = FIELD / 2 + (int) (random.uniform() * (FIELD / 2 - SIDE + 1));
        return new TestPatch(number, COLOURS.get(number % COLOURS.size()), row, column);
    }

    /** The file of a whole field. */
    static Path field(Path data, String colour) {
        return data.resolve("objects/bloodsmear_" + colour + "_512_c64.npy");
    }

    @Override
    public Subject subject() {
        return Subject.CELLS;
    }

    @Override
    public ComplexImage load(Path data) {
        return NpyFile.read(field(data, colour)).complexImages()[0].crop(row, column, SIDE, SIDE);
    }
}
