package org.polyptych.io;

import java.nio.file.Path;
import java.util.List;
import org.polyptych.physics.Scan;

/** {@link CxiFile} for {@code export}: keeps everything, to the bit. */
public final class CxiWriter implements ScanWriter {
    @Override
    public String format() {
        return "cxi";
    }

    @Override
    public String name() {
        return "CXI 1.6";
    }

    @Override
    public String ending() {
        return ".cxi";
    }

    @Override
    public List<Path> write(Path target, Scan scan) {
        CxiFile.write(target, scan);
        return List.of(target);
    }
}
