package org.polyptych.bench.diffusion;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.io.NpyArray;
import org.polyptych.io.NpyFile;
import org.polyptych.physics.simulation.objects.TestObjects;

/** A kind of object: three images of 512 x 256 pixels to learn from, and pieces to be tested with that are none of them. */
enum Subject {
    /** Blood smears: their left halves to learn from, pieces of their right halves for tests. */
    CELLS {
        @Override
        ComplexImage lesson(Path data, int number) {
            return NpyFile.read(TestPatch.field(data, TestPatch.COLOURS.get(number)))
                    .complexImages()[0]
                    .crop(0, 0, TestPatch.FIELD, TestPatch.FIELD / 2);
        }

        @Override
        Piece piece(int number) {
            return TestPatch.all().get(number);
        }
    },
    /** The circuits of {@code simulate --object circuit}, one drawn by each seed. */
    CIRCUITS {
        @Override
        ComplexImage lesson(Path data, int number) {
            return circuit(TestPatch.FIELD, TestPatch.FIELD / 2, 1L + number);
        }

        @Override
        Piece piece(int number) {
            return new CircuitPiece(number);
        }
    };

    private static final int LESSONS = 3;

    /** @param number from 0 to 2 */
    abstract ComplexImage lesson(Path data, int number);

    /** @param number from 0 to 49 */
    abstract Piece piece(int number);

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The first so many pieces to be tested with. */
    List<Piece> pieces(int count) {
        return IntStream.range(0, count).mapToObj(this::piece).toList();
    }

    /**
     * The images to learn from, as files.
     *
     * @param folder where they are written if they are not there
     * @param data the folder of the test data
     */
    List<Path> lessons(Path folder, Path data) {
        List<Path> files = new ArrayList<>();
        for (int number = 0; number < LESSONS; number++) {
            Path file = folder.resolve("learn-" + text() + "-" + number + ".npy");
            if (!Files.exists(file)) {
                NpyFile.write(file, NpyArray.of(new ComplexImage[] {lesson(data, number)}));
            }
            files.add(file);
        }
        return files;
    }

    static ComplexImage circuit(int rows, int columns, long seed) {
        return TestObjects.parse("circuit").image(rows, columns, 1, seed);
    }
}
