package org.polyptych.io.electron;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.CountFrames;
import org.polyptych.io.frames.FlatFrames;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.Sample;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.physics.Scan;

/**
 * Frames of an EMPAD detector: {@code .raw}, 130 rows of 128 float32 a frame, the first 128 of which are the picture,
 * with an XML or JSON text beside it. Either may be named. Without a text the shape of the scan is taken from a name
 * such as {@code scan_x256_y256.raw}; the rest is a person's to say.
 */
public final class Empad implements ScanFormat {
    private static final int SIDE = 128;
    private static final int EXTRA_ROWS = 2;
    private static final int ROW_BYTES = SIDE * Float.BYTES;
    private static final int MOST_TEXTS = 256;
    /** No electron counter of this kind gives more. */
    private static final float LARGEST_READING = 1e12f;

    private static final Pattern SHAPE_IN_NAME = Pattern.compile("x(\\d{1,6})_y(\\d{1,6})");

    @Override
    public String name() {
        return "EMPAD (*.raw with *.xml or *.json)";
    }

    @Override
    public Support support() {
        return new Support("empad", "NumPy");
    }

    @Override
    public boolean recognises(Path file) {
        if (Files.isDirectory(file)) {
            return false;
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".raw")) {
            return isOfFrames(file) || textOf(file).isPresent();
        }
        return (name.endsWith(".xml") || name.endsWith(".json")) && text(file).isPresent();
    }

    private static Optional<? extends EmpadFacts> text(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".json")
                ? EmpadJson.of(file)
                : EmpadXml.of(file);
    }

    /** Whole frames of numbers that a detector may give. */
    private static boolean isOfFrames(Path file) {
        FloatBuffer numbers;
        try (SharedFile open = SharedFile.open(file)) {
            int frame = (SIDE + EXTRA_ROWS) * ROW_BYTES;
            if (open.size() == 0 || open.size() % frame != 0) {
                return false;
            }
            numbers = open.front(SIDE * ROW_BYTES, ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        }
        while (numbers.hasRemaining()) {
            if (!(Math.abs(numbers.get()) < LARGEST_READING)) {
                return false;
            }
        }
        return true;
    }

    /** The text beside frames that names them; that of the same name first. */
    private static Optional<? extends EmpadFacts> textOf(Path raw) {
        String stem = raw.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        for (String ending : new String[] {".xml", ".json"}) {
            Path same = raw.resolveSibling(stem + ending);
            Optional<? extends EmpadFacts> found = Files.isRegularFile(same) ? text(same) : Optional.empty();
            if (found.isPresent()) {
                return found;
            }
        }
        Path folder = raw.toAbsolutePath().getParent();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.{xml,json}")) {
            int looked = 0;
            for (Path other : all) {
                if (!Files.isRegularFile(other) || looked++ >= MOST_TEXTS) {
                    continue;
                }
                Optional<? extends EmpadFacts> found = text(other);
                if (found.isPresent()
                        && found.get().rawFile().equals(raw.getFileName().toString())) {
                    return found;
                }
            }
        } catch (IOException e) {
            throw new BadInputException(folder + ": cannot be listed", e);
        }
        return Optional.empty();
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        boolean isRaw = file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".raw");
        Optional<? extends EmpadFacts> text = isRaw ? textOf(file) : text(file);
        Path raw = isRaw ? file : text.orElseThrow().rawBeside(file);
        if (!Files.isRegularFile(raw)) {
            throw new BadInputException(file + ": its frames, " + raw.getFileName() + ", are not beside it");
        }
        Metadata metadata = new Metadata(file, settings).beam(Metadata.Beam.ELECTRON);
        FlatFrames stored = frames(raw, text.map(EmpadFacts::extraRows).orElse(EXTRA_ROWS));
        metadata.note(
                "patterns: float32 readings taken as counts; readings below 0 (noise about the dark level) as 0;"
                        + " rows as they lie in the file, though this detector's often run upwards: file.flipY=true tries that");
        if (text.isPresent()) {
            text.get().tell(metadata);
        } else {
            metadata.note("text: no XML or JSON beside the frames names them");
        }
        if (text.isEmpty()) {
            shapeInName(raw, stored.count(), metadata);
        }
        return metadata.complete(stored.count(), stored.rows(), stored.columns())
                .scan(file, new CountFrames(stored, CountFrames.Below.ZERO));
    }

    private static FlatFrames frames(Path raw, int extraRows) {
        SharedFile file = SharedFile.open(raw);
        long stride = (long) (SIDE + extraRows) * ROW_BYTES;
        if (file.size() % stride != 0) {
            throw new BadInputException(raw + ": " + file.size() + " bytes are not whole EMPAD frames of " + stride
                    + "; cut short, or of another detector");
        }
        int count = FrameSize.count(file.size() / stride, raw.toString());
        return new FlatFrames(file, Sample.FLOAT32, ByteOrder.LITTLE_ENDIAN, 0, stride, count, SIDE, SIDE);
    }

    private static void shapeInName(Path raw, int frames, Metadata metadata) {
        Matcher name = SHAPE_IN_NAME.matcher(raw.getFileName().toString());
        if (name.find()) {
            int columns = Integer.parseInt(name.group(1));
            int rows = Integer.parseInt(name.group(2));
            if ((long) rows * columns == frames) {
                metadata.scanShape(rows, columns)
                        .note("scan: " + rows + " rows and " + columns + " columns, from the file's name");
            }
        }
    }
}
