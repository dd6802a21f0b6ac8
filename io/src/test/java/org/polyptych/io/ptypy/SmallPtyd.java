package org.polyptych.io.ptypy;

import java.nio.file.Path;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;
import org.polyptych.io.WriterSamples;

/** A sample of PtyPy's scans. */
public final class SmallPtyd implements ScanSample {
    @Override
    public Class<? extends ScanFormat> format() {
        return Ptyd.class;
    }

    @Override
    public double lastCounts() {
        return WriterSamples.countsOfLast();
    }

    @Override
    public Path write(Path folder) {
        return new PtydWriter()
                .write(folder.resolve("small.ptyd"), WriterSamples.bare())
                .getFirst();
    }
}
