package org.polyptych.io;

import java.nio.file.Path;
import org.polyptych.io.hdf5.Hdf5GrowingFrames;
import org.polyptych.io.hdf5.Hdf5Writer;
import org.polyptych.physics.Scan;

/**
 * A CXI file to which the frames of a scan are added one by one, as a detector does, while others read it (SWMR). Everything
 * but the frames, also the positions of those to come, is there from the beginning.
 */
public final class GrowingCxi implements AutoCloseable {
    private static final int BLOCK = 16;

    private final Scan scan;
    private final CountsToStore counts;
    private final Hdf5Writer file;
    private Hdf5GrowingFrames frames;
    private int added;

    private GrowingCxi(Path target, Scan scan, HowMade made) {
        this.scan = scan;
        this.counts = CountsToStore.of(scan, BLOCK);
        this.file = Hdf5Writer.createForReaders(target);
        CxiFile.writeContent(
                file,
                scan,
                made,
                () -> frames = file.growingFrames(
                        CxiNames.DATA,
                        counts.type(),
                        scan.frames().rows(),
                        scan.frames().columns()));
        file.letOthersRead();
    }

    /** Begins a file without frames; replaces what was there. */
    public static GrowingCxi create(Path target, Scan scan, HowMade made) {
        return new GrowingCxi(target, scan, made);
    }

    /** How many frames are in the file. */
    public int count() {
        return added;
    }

    /** Adds the next frame of the scan. */
    public void add() {
        frames.add(counts.of(scan.frames().frame(added)));
        added++;
    }

    @Override
    public void close() {
        frames.close();
        file.close();
    }
}
