package org.polyptych.io.tiff;

import java.util.Map;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.Sample;

/**
 * One image of a TIFF file, from the tags of its directory.
 *
 * @param rows of the image
 * @param columns of the image
 * @param sample how a number is stored
 * @param packing how strips are compressed
 * @param differences whether each number of a row but the first is stored as the difference to the one before
 * @param rowsPerStrip rows of a strip; the last may have fewer
 * @param offsets where the strips begin
 * @param bytes how many bytes of the file each has
 */
record TiffPage(
        int rows,
        int columns,
        Sample sample,
        TiffPacking packing,
        boolean differences,
        int rowsPerStrip,
        long[] offsets,
        long[] bytes) {

    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int COMPRESSION = 259;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTES = 279;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int SAMPLE_FORMAT = 339;

    /**
     * @param tags the numbers of each tag of the directory
     * @param label of the file and page, for messages
     * @throws BadInputException for images that are not of one plain number a pixel
     */
    static TiffPage of(Map<Integer, long[]> tags, String label) {
        long columns = one(tags, WIDTH, 0);
        long rows = one(tags, HEIGHT, 0);
        if (one(tags, SAMPLES, 1) != 1) {
            throw new BadInputException(label + ": colours; a pattern has one number a pixel");
        }
        if (tags.containsKey(TILE_WIDTH)) {
            throw new BadInputException(label + ": stored in tiles; save it in strips, as most programs do");
        }
        Sample sample = sample(one(tags, BITS, 1), one(tags, SAMPLE_FORMAT, 1), label);
        FrameSize.bytes(rows, columns, sample, label);
        long predictor = one(tags, PREDICTOR, 1);
        if (predictor != 1 && !(predictor == 2 && sample != Sample.FLOAT32 && sample != Sample.FLOAT64)) {
            throw new BadInputException(
                    label + ": predictor " + predictor + " is not known; known: 1, and 2 of whole" + " numbers");
        }
        TiffPacking packing = TiffPacking.of(one(tags, COMPRESSION, 1))
                .orElseThrow(() -> new BadInputException(label + ": compression " + one(tags, COMPRESSION, 1)
                        + " is not known; known: none (1), LZW (5), deflate (8), PackBits (32773)"));
        long perStrip = Math.min(rows, one(tags, ROWS_PER_STRIP, rows));
        long[] offsets = tags.getOrDefault(STRIP_OFFSETS, new long[0]);
        long[] bytes = Optional.ofNullable(tags.get(STRIP_BYTES))
                .orElseGet(() -> new long[] {rows * columns * sample.bytes()});
        if (perStrip < 1 || offsets.length != Math.ceilDiv(rows, perStrip) || bytes.length != offsets.length) {
            throw new BadInputException(label + ": " + offsets.length + " strips of " + perStrip + " rows for " + rows
                    + " rows; the file is damaged");
        }
        return new TiffPage((int) rows, (int) columns, sample, packing, predictor == 2, (int) perStrip, offsets, bytes);
    }

    private static Sample sample(long bits, long format, String label) {
        return switch ((int) (10 * bits + format)) {
            case 81 -> Sample.UINT8;
            case 82 -> Sample.INT8;
            case 161 -> Sample.UINT16;
            case 162 -> Sample.INT16;
            case 321 -> Sample.UINT32;
            case 322 -> Sample.INT32;
            case 323 -> Sample.FLOAT32;
            case 641 -> Sample.UINT64;
            case 642 -> Sample.INT64;
            case 643 -> Sample.FLOAT64;
            default ->
                throw new BadInputException(
                        label + ": numbers of " + bits + " bits and format " + format + " are not known");
        };
    }

    private static long one(Map<Integer, long[]> tags, int tag, long otherwise) {
        long[] values = tags.get(tag);
        return values == null || values.length == 0 ? otherwise : values[0];
    }

    /** Rows of a strip. */
    int rowsOf(int strip) {
        return Math.min(rowsPerStrip, rows - strip * rowsPerStrip);
    }

    /** Whether the strips lie one behind the other, as they are. */
    boolean isPlain() {
        boolean plain = packing == TiffPacking.NONE && !differences;
        for (int s = 1; s < offsets.length; s++) {
            plain &= offsets[s] == offsets[s - 1] + (long) rowsOf(s - 1) * columns * sample.bytes();
        }
        return plain;
    }
}
