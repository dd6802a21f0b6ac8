package org.polyptych.io.eiger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.io.Completed;
import org.polyptych.io.Counts;
import org.polyptych.io.CroppedFrames;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.ConcatenatedFrames;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * The master file of a Dectris detector (NeXus, as its SIMPLON file writer makes it): frames behind external links
 * {@code entry/data/data_000001} and so on, or as one virtual dataset {@code entry/data/data}, with what the detector
 * knows of itself. It knows nothing of the scan: positions come from elsewhere ({@code file.positions}, or a grid).
 */
public final class EigerMaster implements ScanFormat {
    private static final String DATA = "entry/data";
    private static final String DETECTOR = "entry/instrument/detector";
    private static final String ALL = "data";
    private static final String PART = "data_\\d+";
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
        if (!Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            if (!open.isGroup(DETECTOR) || !open.isGroup(DATA)) {
                return false;
            }
            List<String> names = open.names(DATA);
            boolean inParts = names.stream().anyMatch(name -> name.matches(PART));
            // with a stage and parts it is Velociprobe's, whose positions may be in a table of the stage
            return inParts ? !open.isDataset(EigerHead.ENERGY) || !open.isDataset(EigerHead.CHI) : names.contains(ALL);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        try (Hdf5File open = Hdf5File.open(file)) {
            EigerHead head = new EigerHead(open);
            Metadata metadata = new Metadata(file, settings);
            describe(head, metadata);
            List<String> names = names(open, settings, metadata);
            long[] shape = PatternReader.shape(open, names.getFirst());
            boolean[] good = head.mask((int) shape[1], (int) shape[2], metadata.notes());
            new EigerMarks(open, names, head).remove(good, metadata);
            Frames whole = frames(open, names, new Counts(good, null));
            metadata.note("patterns: " + whole.count() + " frames of '" + String.join("', '", shortened(names))
                    + "', taken as counts");
            if (isOfElectrons(head)) {
                head.lines(whole.count())
                        .ifPresent(lines -> metadata.scanShape(lines[0], lines[1])
                                .note("scan: " + lines[0] + " triggers of " + lines[1]
                                        + " images, taken as rows and columns"));
            }
            CroppedFrames frames = head.aroundBeam(whole, metadata.notes());
            metadata.note("probe: none in the file");
            Completed completed = metadata.complete(frames.count(), frames.rows(), frames.columns());
            return completed.scan(
                    Completed.stem(file).replaceFirst("_master$", ""),
                    file,
                    frames,
                    frames.cut(good),
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

    /** Links behind the last frames that were taken may lead nowhere; those before may not. */
    private static List<String> names(Hdf5File file, ReaderSettings settings, Metadata metadata) {
        if (settings.typedDataset().isPresent()) {
            return List.of(settings.typedDataset().get());
        }
        List<String> all = file.names(DATA);
        if (all.contains(ALL)) {
            return List.of(DATA + "/" + ALL);
        }
        List<String> parts = all.stream()
                .filter(name -> name.matches(PART))
                .map(name -> DATA + "/" + name)
                .toList();
        int there = parts.size();
        while (there > 1 && !file.isDataset(parts.get(there - 1))) {
            there--;
        }
        if (there < parts.size()) {
            metadata.note("patterns: " + (parts.size() - there) + " of " + parts.size()
                    + " links, the last ones, lead to files that are not there; their frames are left out");
        }
        return parts.subList(0, there);
    }

    private static List<String> shortened(List<String> names) {
        return names.size() <= 2 ? names : List.of(names.getFirst(), "...", names.getLast());
    }

    private Frames frames(Hdf5File file, List<String> names, Counts counts) {
        double bytes = 0;
        for (String name : names) {
            long[] shape = PatternReader.shape(file, name);
            bytes += (double) Float.BYTES * shape[0] * shape[1] * shape[2];
        }
        List<Frames> parts = new ArrayList<>();
        for (String name : names) {
            parts.add(PatternReader.open(file.path(), name, counts, bytes > memoryLimit ? 0 : memoryLimit));
        }
        if (parts.isEmpty()) {
            throw new BadInputException(file.path() + ": no frames in '" + DATA + "'");
        }
        return new ConcatenatedFrames(parts, file.path().toString());
    }
}
