package org.polyptych.io.tiff;

import java.nio.ByteBuffer;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.frames.FlatFrames;
import org.polyptych.io.frames.FrameSize;
import org.polyptych.io.frames.Sample;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.io.frames.StoredFrames;

/**
 * The images of a TIFF file as frames, unpacked when they are read.
 *
 * @param tiff of the file
 * @param pages its images, all of the same size and kind of numbers
 */
record TiffFrames(TiffFile tiff, List<TiffPage> pages) implements StoredFrames {
    /** @throws BadInputException if the images differ in size, or do not lie in the file */
    static StoredFrames of(TiffFile tiff) {
        TiffPage first = tiff.pages().getFirst();
        String label = tiff.file().path().toString();
        for (int k = 1; k < tiff.pages().size(); k++) {
            TiffPage page = tiff.pages().get(k);
            if (page.rows() != first.rows() || page.columns() != first.columns() || page.sample() != first.sample()) {
                throw new BadInputException(label + ": image " + k + " is " + page.rows() + " x " + page.columns()
                        + " of " + page.sample() + ", image 0 " + first.rows() + " x " + first.columns() + " of "
                        + first.sample());
            }
        }
        // stacks beyond 4 GiB have one directory, and the other images behind the first
        int images = tiff.imageJ().images();
        if (tiff.pages().size() == 1 && images > 1 && first.isPlain()) {
            return new FlatFrames(
                    tiff.file(),
                    first.sample(),
                    tiff.order(),
                    first.offsets()[0],
                    FrameSize.count(images, label),
                    first.rows(),
                    first.columns());
        }
        return new TiffFrames(tiff, tiff.pages());
    }

    @Override
    public int count() {
        return pages.size();
    }

    @Override
    public int rows() {
        return pages.getFirst().rows();
    }

    @Override
    public int columns() {
        return pages.getFirst().columns();
    }

    @Override
    public boolean isUnsigned() {
        return pages.getFirst().sample().isUnsigned();
    }

    @Override
    public Sample sample() {
        return pages.getFirst().sample();
    }

    @Override
    public String label(int frame) {
        return tiff.file().path().toString();
    }

    @Override
    public void fetch(int[] frames) {
        for (int frame : frames) {
            TiffPage page = pages.get(frame);
            for (int s = 0; s < page.offsets().length; s++) {
                tiff.file().fetch(page.offsets()[s], page.bytes()[s]);
            }
        }
    }

    @Override
    public float[] values(int frame) {
        TiffPage page = pages.get(frame);
        SharedFile file = tiff.file();
        int sampleBytes = page.sample().bytes();
        byte[] all = new byte[page.rows() * page.columns() * sampleBytes];
        int at = 0;
        for (int s = 0; s < page.offsets().length; s++) {
            int bytes = page.rowsOf(s) * page.columns() * sampleBytes;
            // nothing that is packed takes much more than it has
            long most = page.packing() == TiffPacking.NONE ? bytes : 2L * bytes + 1024;
            int stored = (int) Math.min(most, Math.max(0, page.bytes()[s]));
            byte[] strip = page.packing()
                    .unpacked(
                            file.read(page.offsets()[s], stored, tiff.order()),
                            bytes,
                            label(frame) + ": image " + frame);
            System.arraycopy(strip, 0, all, at, bytes);
            at += bytes;
        }
        ByteBuffer buffer = ByteBuffer.wrap(all).order(tiff.order());
        if (page.differences()) {
            sum(buffer, page);
        }
        float[] values = new float[page.rows() * page.columns()];
        page.sample().decode(buffer, values, values.length);
        return values;
    }

    /** Adds up the differences along each row. */
    private static void sum(ByteBuffer buffer, TiffPage page) {
        int columns = page.columns();
        for (int y = 0; y < page.rows(); y++) {
            for (int x = 1; x < columns; x++) {
                int i = y * columns + x;
                switch (page.sample().bytes()) {
                    case 1 -> buffer.put(i, (byte) (buffer.get(i) + buffer.get(i - 1)));
                    case 2 -> buffer.putShort(2 * i, (short) (buffer.getShort(2 * i) + buffer.getShort(2 * i - 2)));
                    case 4 -> buffer.putInt(4 * i, buffer.getInt(4 * i) + buffer.getInt(4 * i - 4));
                    default -> buffer.putLong(8 * i, buffer.getLong(8 * i) + buffer.getLong(8 * i - 8));
                }
            }
        }
    }
}
