package org.polyptych.physics;

import java.util.Arrays;
import org.polyptych.core.ComplexLoops;
import org.polyptych.core.Parallel;

/**
 * Sums over frames on the specimen's grid that come out the same with any number of threads: every chunk of frames adds
 * in order to a small image of its own, just large enough for its frames, and the chunks are added in order.
 */
public final class ObjectSums {
    private static final int ROWS_A_BAND = 16;

    private final int rows;
    private final int columns;
    private final int frameRows;
    private final int frameColumns;
    private final Chunk[] chunks;
    private final float[][] totals;

    /** @param planes number of real images summed side by side */
    public ObjectSums(
            FramePlacements placements,
            int from,
            int to,
            int rows,
            int columns,
            int frameRows,
            int frameColumns,
            int planes) {
        this(placements, 1, from, to, rows, columns, frameRows, frameColumns, planes);
    }

    /**
     * @param parts placements a frame, which stay in the frame's chunk
     * @param planes number of real images summed side by side
     */
    ObjectSums(
            FramePlacements placements,
            int parts,
            int from,
            int to,
            int rows,
            int columns,
            int frameRows,
            int frameColumns,
            int planes) {
        this.rows = rows;
        this.columns = columns;
        this.frameRows = frameRows;
        this.frameColumns = frameColumns;
        this.totals = new float[planes][rows * columns];
        int n = to - from;
        this.chunks = new Chunk[Parallel.chunks(n)];
        for (int c = 0; c < chunks.length; c++) {
            int first = from + Parallel.chunkStart(n, c);
            int last = from + Parallel.chunkStart(n, c + 1);
            chunks[c] = new Chunk(placements, first * parts, last * parts, planes);
        }
    }

    /** The sums of one chunk, set to zero. */
    public Chunk begin(int chunk) {
        for (float[] plane : chunks[chunk].planes) {
            Arrays.fill(plane, 0);
        }
        return chunks[chunk];
    }

    /** total = the sum of a plane over all chunks. */
    public void total(int plane, float[] total, Parallel parallel) {
        totals(parallel, (sums, from, to) -> System.arraycopy(sums[plane], from, total, from, to - from));
    }

    /**
     * Hands out the sums over all chunks, a band of rows at a time, to be used at once.
     *
     * @param use called for pixels {@code from} to {@code to} of the specimen's grid with one array a plane; calls may
     *     come from several threads, each for pixels of its own
     */
    public void totals(Parallel parallel, Use use) {
        parallel.forEach((rows + ROWS_A_BAND - 1) / ROWS_A_BAND, band -> {
            int fromRow = band * ROWS_A_BAND;
            int toRow = Math.min(rows, fromRow + ROWS_A_BAND);
            float[] line = new float[columns];
            float[] addend = new float[columns];
            for (int plane = 0; plane < totals.length; plane++) {
                for (int y = fromRow; y < toRow; y++) {
                    Arrays.fill(line, 0);
                    addRow(plane, y, line, addend);
                    System.arraycopy(line, 0, totals[plane], y * columns, columns);
                }
            }
            use.pixels(totals, fromRow * columns, toRow * columns);
        });
    }

    /** line += row y of every chunk; the addend is copied to where the line has it, so that the loop is a plain one. */
    private void addRow(int plane, int y, float[] line, float[] addend) {
        for (Chunk chunk : chunks) {
            if (y >= chunk.top && y < chunk.top + chunk.height) {
                System.arraycopy(chunk.planes[plane], (y - chunk.top) * chunk.width, addend, chunk.left, chunk.width);
                ComplexLoops.add(addend, line, chunk.left, chunk.left + chunk.width);
            }
        }
    }

    /** What is done with the sums. */
    @FunctionalInterface
    public interface Use {
        void pixels(float[][] sums, int from, int to);
    }

    /** The sums of some consecutive frames, on the rectangle that they cover. */
    public final class Chunk {
        private final int top;
        private final int left;
        private final int height;
        private final int width;
        private final float[][] planes;

        private Chunk(FramePlacements placements, int from, int to, int count) {
            int minTop = Integer.MAX_VALUE;
            int minLeft = Integer.MAX_VALUE;
            int maxTop = 0;
            int maxLeft = 0;
            for (int j = from; j < to; j++) {
                minTop = Math.min(minTop, placements.top(j));
                maxTop = Math.max(maxTop, placements.top(j));
                minLeft = Math.min(minLeft, placements.left(j));
                maxLeft = Math.max(maxLeft, placements.left(j));
            }
            this.top = minTop;
            this.left = minLeft;
            this.height = maxTop - minTop + frameRows;
            this.width = maxLeft - minLeft + frameColumns;
            this.planes = new float[count][height * width];
        }

        /** Copies rows {@code fromRow} to {@code toRow} of the frame's patch of a plane into a contiguous array. */
        public void cut(int plane, FramePlacements placements, int frame, float[] patch, int fromRow, int toRow) {
            Patch.cut(
                    planes[plane],
                    width,
                    placements.top(frame) - top,
                    placements.left(frame) - left,
                    patch,
                    frameColumns,
                    fromRow,
                    toRow);
        }

        /** Puts rows {@code fromRow} to {@code toRow} of the frame's patch of a plane back. */
        public void paste(int plane, FramePlacements placements, int frame, float[] patch, int fromRow, int toRow) {
            Patch.paste(
                    patch,
                    frameColumns,
                    planes[plane],
                    width,
                    placements.top(frame) - top,
                    placements.left(frame) - left,
                    fromRow,
                    toRow);
        }
    }
}
