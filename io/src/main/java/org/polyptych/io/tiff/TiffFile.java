package org.polyptych.io.tiff;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.SharedFile;

/**
 * The directories of a TIFF file, classic or BigTIFF, in either order of bytes.
 *
 * @param file the file
 * @param order of its bytes
 * @param pages its images, in the order of the file
 * @param imageJ what ImageJ wrote into the first
 */
record TiffFile(SharedFile file, ByteOrder order, List<TiffPage> pages, ImageJText imageJ) {
    private static final int MOST_PAGES = 1 << 22;
    private static final int MOST_ENTRIES = 4096;
    private static final int MOST_VALUES = 1 << 20;
    private static final int DESCRIPTION = 270;
    private static final int X_RESOLUTION = 282;
    private static final int Y_RESOLUTION = 283;
    private static final int CLASSIC = 42;
    private static final int BIG = 43;

    /** Whether the file begins as TIFF does. */
    static boolean isOne(SharedFile file) {
        ByteBuffer front = file.front(4, ByteOrder.LITTLE_ENDIAN);
        if (front.remaining() < 4) {
            return false;
        }
        int mark = front.getShort(0);
        int version = mark == 0x4949 ? front.getShort(2) : Short.reverseBytes(front.getShort(2));
        return (mark == 0x4949 || mark == 0x4d4d) && (version == CLASSIC || version == BIG);
    }

    /** @throws BadInputException if the file is damaged, or its images are not patterns */
    static TiffFile read(SharedFile file) {
        ByteOrder order =
                file.front(1, ByteOrder.BIG_ENDIAN).get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        ByteBuffer front = file.front(16, order);
        boolean big = front.getShort(2) == BIG;
        if (front.remaining() < (big ? 16 : 8)) {
            throw new BadInputException(file.path() + ": cut short");
        }
        long at = big ? front.getLong(8) : Integer.toUnsignedLong(front.getInt(4));
        Directories directories = new Directories(file, order, big);
        Set<Long> seen = new HashSet<>();
        List<TiffPage> pages = new ArrayList<>();
        ImageJText imageJ = ImageJText.NONE;
        while (at != 0) {
            if (!seen.add(at) || pages.size() >= MOST_PAGES) {
                throw new BadInputException(file.path() + ": its directories go in a circle; the file is damaged");
            }
            Map<Integer, long[]> tags = new HashMap<>();
            at = directories.read(at, tags);
            if (pages.isEmpty()) {
                imageJ = ImageJText.of(directories.text, directories.xResolution, directories.yResolution);
            }
            pages.add(TiffPage.of(tags, file.path() + ": image " + pages.size()));
        }
        if (pages.isEmpty()) {
            throw new BadInputException(file.path() + ": no image in it");
        }
        return new TiffFile(file, order, pages, imageJ);
    }

    /** Reads directories; keeps the description and the resolution of the one read last. */
    private static final class Directories {
        private final SharedFile file;
        private final ByteOrder order;
        private final boolean big;
        private String text = "";
        private double xResolution;
        private double yResolution;
        /** Bytes of directories and their values so far; many that share some would take more memory than the file. */
        private long taken;

        Directories(SharedFile file, ByteOrder order, boolean big) {
            this.file = file;
            this.order = order;
            this.big = big;
        }

        /** @return where the next begins; 0 after the last */
        long read(long at, Map<Integer, long[]> tags) {
            long entries = big
                    ? file.read(at, 8, order).getLong()
                    : Short.toUnsignedInt(file.read(at, 2, order).getShort());
            if (entries < 0 || entries > MOST_ENTRIES) {
                throw new BadInputException(file.path() + ": a directory of " + entries + " entries; damaged");
            }
            int size = big ? 20 : 12;
            int head = big ? 8 : 2;
            int bytes = (int) entries * size + (big ? 8 : 4);
            take(bytes);
            ByteBuffer directory = file.read(at + head, bytes, order);
            for (int e = 0; e < entries; e++) {
                entry(directory.slice(e * size, size).order(order), tags);
            }
            int next = (int) entries * size;
            return big ? directory.getLong(next) : Integer.toUnsignedLong(directory.getInt(next));
        }

        private void take(long bytes) {
            taken += bytes;
            if (taken > file.size()) {
                throw new BadInputException(file.path() + ": its directories and tables of strips are together longer"
                        + " than the file; damaged");
            }
        }

        private void entry(ByteBuffer entry, Map<Integer, long[]> tags) {
            int tag = Short.toUnsignedInt(entry.getShort(0));
            int type = Short.toUnsignedInt(entry.getShort(2));
            long count = big ? entry.getLong(4) : Integer.toUnsignedLong(entry.getInt(4));
            int bytes = bytes(type);
            boolean wanted = tag >= TiffPage.WIDTH && tag <= TiffPage.SAMPLE_FORMAT;
            boolean longText = tag == DESCRIPTION && count > MOST_VALUES;
            if (!wanted || bytes == 0 || count < 1 || longText) {
                return;
            }
            if (count > MOST_VALUES) {
                throw new BadInputException(file.path() + ": tag " + tag + " has " + count + " values; damaged");
            }
            int valueAt = big ? 12 : 8;
            int room = big ? 8 : 4;
            int total = (int) count * bytes;
            take(total <= room ? 0 : total);
            ByteBuffer values = total <= room
                    ? entry.slice(valueAt, total).order(order)
                    : file.read(
                            big ? entry.getLong(valueAt) : Integer.toUnsignedLong(entry.getInt(valueAt)), total, order);
            if (tag == DESCRIPTION) {
                text = StandardCharsets.ISO_8859_1.decode(values).toString();
            } else if (tag == X_RESOLUTION && type == 5) {
                xResolution = ratio(values);
            } else if (tag == Y_RESOLUTION && type == 5) {
                yResolution = ratio(values);
            } else if (type == 1 || type == 3 || type == 4 || type == 16) {
                tags.put(tag, numbers(values, bytes, (int) count));
            }
        }

        private static double ratio(ByteBuffer values) {
            return Integer.toUnsignedLong(values.getInt(0)) / (double) Integer.toUnsignedLong(values.getInt(4));
        }

        private static long[] numbers(ByteBuffer values, int bytes, int count) {
            long[] numbers = new long[count];
            for (int k = 0; k < count; k++) {
                numbers[k] = switch (bytes) {
                    case 1 -> Byte.toUnsignedInt(values.get(k));
                    case 2 -> Short.toUnsignedInt(values.getShort(2 * k));
                    case 4 -> Integer.toUnsignedLong(values.getInt(4 * k));
                    default -> values.getLong(8 * k);
                };
            }
            return numbers;
        }

        /** Bytes of a value of a type; 0 of types nobody needs here. */
        private static int bytes(int type) {
            return switch (type) {
                case 1, 2 -> 1;
                case 3 -> 2;
                case 4 -> 4;
                case 5, 16 -> 8;
                default -> 0;
            };
        }
    }
}
