package org.polyptych.io.example;

import java.nio.file.Path;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;
import org.polyptych.io.WriterSamples;

/** A file of the laboratory, for the tests that go through all formats. */
public final class LabSample implements ScanSample {
    @Override
    public Class<? extends ScanFormat> format() {
        return LabFrames.class;
    }

    @Override
    public double lastCounts() {
        return WriterSamples.countsOfLast();
    }

    @Override
    public Path write(Path folder) {
        return new LabFrames()
                .write(folder.resolve("small.lab"), WriterSamples.bare())
                .getFirst();
    }
}
