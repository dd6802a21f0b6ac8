package org.polyptych.io.eiger;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.io.Completed;
import org.polyptych.io.CroppedFrames;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Scan;

/**
 * The master file of a Dectris detector (NeXus, as its SIMPLON file writer makes it): frames behind external links
 * {@code entry/data/data_000001} and so on, or as one virtual dataset {@code entry/data/data}, with what the detector
 * knows of itself. It knows nothing of the scan: positions come from elsewhere ({@code file.positions}, or a grid).
 */
public final class EigerMaster implements ScanFormat {
    private static final String DATA = EigerFrames.DATA;
    private static final String DETECTOR = "entry/instrument/detector";
    /** Detectors of electron microscopes write the same layout. */
    private static final List<String> OF_ELECTRONS = List.of("arina", "quadro", "ela", "singla");

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in the file. */
    public EigerMaster() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    EigerMaster(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "Eiger (master file of a Dectris detector)";
    }

    @Override
    public Support support() {
        return new Support("eiger", "h5py, in the layout of Dectris; no measured file");
    }

    @Override
    public boolean recognises(Path file) {
        if (!MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            if (!open.isGroup(DETECTOR) || !open.isGroup(DATA)) {
                return false;
            }
            // with a stage and parts it is Velociprobe's, whose positions may be in a table of the stage
            return EigerFrames.inParts(open)
                    ? !open.isDataset(EigerHead.ENERGY) || !open.isDataset(EigerHead.CHI)
                    : open.names(DATA).contains(EigerFrames.ALL);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (Hdf5File open = Hdf5File.open(file)) {
            EigerHead head = new EigerHead(open);
            Metadata metadata = new Metadata(file, settings);
            describe(head, metadata);
            EigerFrames read = EigerFrames.of(open, head, metadata, memoryLimit);
            CroppedFrames frames = read.frames();
            if (isOfElectrons(head)) {
                head.lines(frames.count())
                        .ifPresent(lines -> metadata.scanShape(lines[0], lines[1])
                                .note("scan: " + lines[0] + " triggers of " + lines[1]
                                        + " images, taken as rows and columns"));
            }
            metadata.note("probe: none in the file");
            Completed completed = metadata.complete(frames.count(), frames.rows(), frames.columns());
            return completed.scan(
                    Completed.stem(file).replaceFirst("_master$", ""),
                    file,
                    frames,
                    read.mask(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private static void describe(EigerHead head, Metadata metadata) {
        String description = head.description();
        boolean electrons = isOfElectrons(head);
        metadata.beam(electrons ? Metadata.Beam.ELECTRON : Metadata.Beam.XRAY);
        if (!description.isEmpty()) {
            metadata.note("detector: " + description);
        }
        if (electrons) {
            metadata.note("energy: what the file says of photons is not the electrons' and is not used");
        } else {
            head.energy().ifPresent(metadata::energy);
        }
        head.distance().ifPresent(metadata::distance);
        head.pixel().ifPresent(pixel -> metadata.detectorPixel(pixel[0], pixel[1]));
        metadata.lookedFor("energy", "'detectorSpecific/photon_energy' and 'beam/incident_wavelength'")
                .lookedFor("distance", "'detector_distance'")
                .lookedFor("detectorPixel", "'x_pixel_size' and 'y_pixel_size'");
    }

    private static boolean isOfElectrons(EigerHead head) {
        String lower = head.description().toLowerCase(Locale.ROOT);
        return OF_ELECTRONS.stream().anyMatch(lower::contains);
    }
}
