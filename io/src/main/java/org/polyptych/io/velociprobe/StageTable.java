package org.polyptych.io.velociprobe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polyptych.core.BadInputException;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.physics.Positions;

/**
 * The table that the Velociprobe's stage writes: lines of eight or more whole numbers apart by commas, of which the second
 * is x and the third y of the laser interferometers, in nm, and the eighth the number of the trigger. A frame has several
 * lines, whose medians are its position; x lies on a stage that is turned by chi about the vertical, so that the beam sees
 * x cos(chi). Both are counted from their mean.
 *
 * @param readings by trigger, of x and y
 */
record StageTable(Path file, TreeMap<Integer, List<long[]>> readings) {
    private static final int X = 1;
    private static final int Y = 2;
    private static final int TRIGGER = 7;
    private static final double METRES_PER_NM = 1e-9;

    /** Positions, and the frames they are of. */
    record Placed(Positions positions, int[] frames) {
        boolean isAll(int count) {
            return frames.length == count;
        }
    }

    /** The table that the settings name; empty if they name none, or a file of another kind. */
    static Optional<StageTable> of(ReaderSettings settings) {
        Path file = Path.of(settings.positions());
        if (!Files.isRegularFile(file) || file.toString().endsWith(".npy")) {
            return Optional.empty();
        }
        try {
            return of(file, Files.readAllLines(file, StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<StageTable> of(Path file, List<String> lines) {
        TreeMap<Integer, List<long[]>> readings = new TreeMap<>();
        for (int k = 0; k < lines.size(); k++) {
            String line = lines.get(k).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] words = line.split("\\s*,\\s*");
            if (words.length <= TRIGGER) {
                if (readings.isEmpty()) {
                    return Optional.empty(); // another kind of file
                }
                throw new BadInputException(
                        file + ":" + (k + 1) + ": expected eight numbers or more, got '" + line + "'");
            }
            try {
                readings.computeIfAbsent(Integer.valueOf(words[TRIGGER]), trigger -> new ArrayList<>())
                        .add(new long[] {Long.parseLong(words[X]), Long.parseLong(words[Y])});
            } catch (NumberFormatException e) {
                throw new BadInputException(
                        file + ":" + (k + 1) + ": expected whole numbers (nm, and the trigger), got '" + line + "'", e);
            }
        }
        return readings.isEmpty() ? Optional.empty() : Optional.of(new StageTable(file, readings));
    }

    /** The settings without the file, which was read here. */
    static ReaderSettings without(ReaderSettings settings) {
        Map<String, String> values = SettingsReader.write(settings);
        values.put("positions", "none");
        values.put("positionsUnit", "none");
        return ReaderSettings.of(values);
    }

    /**
     * Where the frames were.
     *
     * @param frames how many there are
     * @param chi in degrees
     * @throws BadInputException if triggers and frames cannot be matched
     */
    Placed placed(int frames, double chi, List<String> notes) {
        int count = readings.size();
        int[] triggers = readings.keySet().stream().mapToInt(Integer::intValue).toArray();
        boolean inOrder = count == frames;
        if (!inOrder && (readings.firstKey() < 0 || readings.lastKey() >= frames)) {
            throw new BadInputException(file + ": " + count + " triggers (" + readings.firstKey() + " to "
                    + readings.lastKey() + ") for " + frames + " frames; which belongs to which is not known");
        }
        double[] y = new double[count];
        double[] x = new double[count];
        int k = 0;
        for (List<long[]> lines : readings.values()) {
            x[k] = median(lines, 0) * METRES_PER_NM;
            y[k++] = median(lines, 1) * METRES_PER_NM;
        }
        double cos = Math.cos(Math.toRadians(chi));
        double meanX = Arrays.stream(x).average().orElse(0);
        double meanY = Arrays.stream(y).average().orElse(0);
        for (int j = 0; j < count; j++) {
            x[j] = (x[j] - meanX) * cos;
            y[j] -= meanY;
        }
        notes.add("positions: from " + file
                + ", a table of the stage: medians by trigger of columns 2 (x, times the cosine"
                + " of chi, " + chi + " degrees) and 3 (y, laser interferometer), in nm, +y down, +x right"
                + " (file.swap, file.flipY, file.flipX change it)");
        if (!inOrder) {
            notes.add("frames: " + count + " of " + frames
                    + " used, those whose triggers are in the table (counted from 0)");
        }
        return new Placed(
                new Positions(y, x),
                inOrder ? java.util.stream.IntStream.range(0, count).toArray() : triggers);
    }

    private static double median(List<long[]> lines, int column) {
        long[] sorted = lines.stream().mapToLong(line -> line[column]).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
    }
}
