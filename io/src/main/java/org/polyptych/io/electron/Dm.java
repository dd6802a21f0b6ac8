package org.polyptych.io.electron;

import java.nio.file.Files;
import java.nio.file.Path;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.CountFrames;
import org.polyptych.io.frames.SharedFile;
import org.polyptych.io.frames.StoredFrames;
import org.polyptych.physics.Scan;

/** 4D-STEM in files of DigitalMicrograph, {@code .dm3} and {@code .dm4}: {@link DmTree} and {@link DmImage}. */
public final class Dm implements ScanFormat {
    @Override
    public String name() {
        return "DigitalMicrograph (*.dm3, *.dm4)";
    }

    @Override
    public Support support() {
        return new Support("dm", "HyperSpy 1.7, once by hand");
    }

    @Override
    public boolean recognises(Path file) {
        if (Files.isDirectory(file)) {
            return false;
        }
        try (SharedFile open = SharedFile.open(file)) {
            return DmTree.isOne(open);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        SharedFile open = SharedFile.open(file);
        DmTree.Read tree = DmTree.read(open);
        DmImage image = DmImage.of(tree.root())
                .orElseThrow(() -> new BadInputException(
                        file + ": no image of three or four dimensions of real numbers in it, so no scan"));
        Metadata metadata = new Metadata(file, settings)
                .beam(Metadata.Beam.ELECTRON)
                .lookedFor("energy", "tag Microscope Info: Voltage")
                .lookedFor("detectorAngle", "the calibration of the image's axes")
                .lookedFor("scanStep", "the calibration of the image's axes");
        metadata.note("patterns: taken as counts; readings below 0 (noise about the dark level) as 0");
        StoredFrames stored = image.read(open, tree.order(), metadata);
        return metadata.complete(stored.count(), stored.rows(), stored.columns())
                .scan(file, new CountFrames(stored, CountFrames.Below.ZERO));
    }
}
