package org.polyptych.io.zarr;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.OpenValues;
import org.polyptych.physics.Scan;
import tools.jackson.databind.JsonNode;

/**
 * Patterns in a Zarr store in a folder, version 2 or 3: an array [frame, y, x] or [scan y, scan x, y, x]. Zarr says
 * nothing of what they are: all but the frames is a person's to say.
 */
public final class Zarr implements ScanFormat {
    private static final int DEEPEST = 6;
    private static final int MOST_ARRAYS = 1000;

    @Override
    public String name() {
        return "Zarr (a folder with zarr.json, .zarray or .zgroup)";
    }

    @Override
    public Support support() {
        return new Support("zarr", "zarr-python, zarrita, NumPy");
    }

    @Override
    public boolean recognises(Path file) {
        return Files.isDirectory(file) && isNode(file);
    }

    private static boolean isNode(Path folder) {
        return Files.isRegularFile(folder.resolve(ZarrVersion3.FILE))
                || Files.isRegularFile(folder.resolve(ZarrVersion2.FILE))
                || Files.isRegularFile(folder.resolve(".zgroup"));
    }

    /** The metadata of an array, if the folder is one. */
    private static Optional<JsonNode> arrayJson(Path folder) {
        Optional<JsonNode> third = ZarrJson.read(folder.resolve(ZarrVersion3.FILE));
        return third.isPresent()
                ? third.filter(json -> json.path("node_type").asString("").equals("array"))
                : ZarrJson.read(folder.resolve(ZarrVersion2.FILE));
    }

    private static ZarrArray array(Path folder, JsonNode json) {
        return json.has("node_type") ? ZarrVersion3.array(folder, json) : ZarrVersion2.array(folder, json);
    }

    /** Arrays that may hold frames, by their names within the store. */
    private static void collect(Path folder, String name, int depth, Map<String, Path> found) {
        Optional<JsonNode> json = arrayJson(folder);
        if (json.isPresent()) {
            int rank = json.get().path("shape").size();
            if (rank == 3 || rank == 4) {
                found.put(name, folder);
            }
            return;
        }
        if (depth == DEEPEST) {
            return;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : all) {
                if (found.size() < MOST_ARRAYS && isNode(child)) {
                    String childName = child.getFileName().toString();
                    collect(child, name.isEmpty() ? childName : name + "/" + childName, depth + 1, found);
                }
            }
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be listed", e);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings);
        Map<String, Path> found = new TreeMap<>();
        collect(file, "", 0, found);
        String name =
                metadata.dataset().map(typed -> typed.replaceFirst("^/", "")).orElseGet(() -> largest(found));
        if (!found.containsKey(name)) {
            throw new BadInputException(file + ": no array [frame, y, x] or [scan y, scan x, y, x]"
                    + metadata.dataset().map(typed -> " called " + typed).orElse("")
                    + " in it; it has " + (found.isEmpty() ? "none" : String.join(", ", found.keySet())));
        }
        Path folder = found.get(name);
        ZarrArray array = array(folder, arrayJson(folder).orElseThrow());
        ZarrFrames stored = new ZarrFrames(array);
        OpenValues values = OpenValues.of(metadata);
        metadata.note("patterns: " + (name.isEmpty() ? "the array" : "'" + name + "'")
                + (found.size() > 1 && metadata.dataset().isEmpty()
                        ? ", the largest of " + String.join(", ", found.keySet()) + " (file.dataset=NAME takes another)"
                        : "")
                + ", taken as " + values.textWithNoise());
        long[] shape = array.shape();
        if (shape.length == 4) {
            metadata.scanShape((int) shape[0], (int) shape[1]);
        }
        boolean[] good = values.good(stored, metadata.notes());
        return metadata.complete(stored.count(), stored.rows(), stored.columns())
                .scan(file, values.frames(stored, good), good);
    }

    private static String largest(Map<String, Path> found) {
        return found.entrySet().stream()
                .max(Comparator.comparingDouble(entry -> size(entry.getValue())))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private static double size(Path folder) {
        double size = 1;
        for (JsonNode n : arrayJson(folder).orElseThrow().path("shape")) {
            size *= n.asDouble(0);
        }
        return size;
    }
}
