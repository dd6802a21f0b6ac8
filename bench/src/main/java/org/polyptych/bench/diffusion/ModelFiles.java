package org.polyptych.bench.diffusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.BadInputException;
import org.polyptych.core.ContentHash;

/**
 * Trained networks that recipes name: a setting {@code model:NAME} stands for the file that was given for that name. What is
 * kept of a run is the name and a fingerprint of the content, so that another network is another recipe, and no folder of a
 * machine is in it.
 *
 * @param files by their names
 */
record ModelFiles(Map<String, Path> files) {
    static final ModelFiles NONE = new ModelFiles(Map.of());

    private static final String MODEL = "model:";

    ModelFiles {
        files = Map.copyOf(files);
    }

    /**
     * The recipe with fingerprints in place of names.
     *
     * @throws BadInputException if a file is not given, or not there
     */
    Recipe marked(Recipe recipe) {
        Map<String, String> marks = new LinkedHashMap<>();
        named(recipe).forEach((key, name) -> marks.put(key, MODEL + name + "@" + fingerprint(file(recipe, name))));
        return marks.isEmpty() ? recipe : recipe.with(recipe.name(), marks);
    }

    /** The files that a recipe's settings stand for, by setting. */
    Map<String, String> paths(Recipe recipe) {
        Map<String, String> paths = new LinkedHashMap<>();
        named(recipe)
                .forEach((key, name) -> paths.put(
                        key, file(recipe, name).toAbsolutePath().normalize().toString()));
        return paths;
    }

    /** Names of models by setting; of marked recipes too. */
    private static Map<String, String> named(Recipe recipe) {
        Map<String, String> named = new LinkedHashMap<>();
        recipe.settings().forEach((key, value) -> {
            if (value.startsWith(MODEL)) {
                named.put(key, value.substring(MODEL.length()).replaceAll("@.*", ""));
            }
        });
        return named;
    }

    private Path file(Recipe recipe, String name) {
        Path file = files.get(name);
        if (file == null) {
            throw new BadInputException("recipe '" + recipe.name() + "' needs the network '" + name
                    + "': give it with --model " + name + "=FILE");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": there is no such file (--model " + name + ")");
        }
        return file;
    }

    private static String fingerprint(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
            ContentHash hash = new ContentHash().add((long) bytes.limit());
            while (bytes.remaining() >= Long.BYTES) {
                hash.add(bytes.getLong());
            }
            while (bytes.hasRemaining()) {
                hash.add((long) bytes.get());
            }
            return hash.text();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
