package org.polyptych.io.electron;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.polyptych.io.frames.SharedFile;

/**
 * The text file {@code .hdr} that Merlin's program writes beside its frames: a line {@code HDR}, then a name, a colon, a
 * tabulator and a value on each line.
 */
final class MibHdr {
    private static final int LONGEST = 1 << 20;
    private static final String MARK = "HDR";
    private static final String FRAMES = "Frames in Acquisition (Number)";
    private static final String PER_TRIGGER = "Frames per Trigger (Number)";

    private final Map<String, String> values;

    private MibHdr(Map<String, String> values) {
        this.values = values;
    }

    /** Whether the file begins as such a text. */
    static boolean isOne(Path path) {
        return text(path, MARK.length()).equals(MARK);
    }

    /** What the file says; nothing if there is no such file. */
    static MibHdr read(Path path) {
        Map<String, String> values = new HashMap<>();
        if (Files.isRegularFile(path) && isOne(path)) {
            text(path, LONGEST).lines().forEach(line -> {
                int tab = line.indexOf('\t');
                if (tab > 0) {
                    values.put(
                            line.substring(0, tab).strip().replaceFirst(":$", ""),
                            line.substring(tab + 1).strip());
                }
            });
        }
        return new MibHdr(values);
    }

    private static String text(Path path, int most) {
        try (SharedFile file = SharedFile.open(path)) {
            return StandardCharsets.ISO_8859_1
                    .decode(file.front(most, ByteOrder.BIG_ENDIAN))
                    .toString();
        }
    }

    /** Rows and columns of the scan, where the file says them. */
    Optional<int[]> scanShape() {
        Optional<Integer> scanX = whole("ScanX");
        Optional<Integer> scanY = whole("ScanY");
        if (scanX.isPresent() && scanY.isPresent()) {
            return Optional.of(new int[] {scanY.get(), scanX.get()});
        }
        int frames = whole(FRAMES).orElse(0);
        int columns = whole(PER_TRIGGER).orElse(0);
        // one trigger for each frame, or for all of them, says nothing of the scan's lines
        boolean isLine = columns > 1 && columns < frames && frames % columns == 0;
        return isLine ? Optional.of(new int[] {frames / columns, columns}) : Optional.empty();
    }

    private Optional<Integer> whole(String name) {
        try {
            int value = Integer.parseInt(values.getOrDefault(name, ""));
            return value > 0 ? Optional.of(value) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
