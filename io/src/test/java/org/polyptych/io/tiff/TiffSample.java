package org.polyptych.io.tiff;

import ij.io.FileSaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.ScanSample;

/** A stack that ImageJ writes. */
public final class TiffSample implements ScanSample {
    @Override
    public Class<? extends ScanFormat> format() {
        return TiffStack.class;
    }

    @Override
    public double lastCounts() {
        return TiffStackTest.countsOfLast(60_000);
    }

    @Override
    public Path write(Path folder) throws IOException {
        return Files.write(folder.resolve("stack.tif"), new FileSaver(TiffStackTest.image(16, 60_000)).serialize());
    }

    @Override
    public ReaderSettings settings(Path folder) {
        return ReaderSettings.of(TiffStackTest.SAID);
    }
}
