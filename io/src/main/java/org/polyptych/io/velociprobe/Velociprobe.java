package org.polyptych.io.velociprobe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
import org.polyptych.io.eiger.EigerHead;
import org.polyptych.io.eiger.EigerMarks;
import org.polyptych.io.frames.ConcatenatedFrames;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * The master file of an Eiger as the Velociprobe writes it: {@code entry/data/data_000001} and on (links to files beside
 * it; links to frames that were never taken lead nowhere), {@code entry/instrument/detector} and {@code
 * entry/sample/goniometer/chi}. The detector is cut so that the beam lies on pixel N/2. Positions are in a table of their
 * own, {@code file.positions} ({@link StageTable}).
 */
public final class Velociprobe implements ScanFormat {
    private static final String DATA = "entry/data";
    private static final String PART = "data_\\d+";

    private final long memoryLimit;

    /** Frames that need more than half of Java's memory stay in their files. */
    public Velociprobe() {
        this(PatternReader.usualMemoryLimit());
    }

    /** @param memoryLimit how many bytes of amplitudes may be held in memory */
    Velociprobe(long memoryLimit) {
        this.memoryLimit = memoryLimit;
    }

    @Override
    public String name() {
        return "Velociprobe (*_master.h5 of an Eiger, with its stage's table)";
    }

    @Override
    public Support support() {
        return new Support("velociprobe", "h5py, as Ptychodus reads them; no measured file");
    }

    @Override
    public boolean recognises(Path file) {
        if (!Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isGroup(DATA)
                    && open.isDataset(EigerHead.ENERGY)
                    && open.isDataset(EigerHead.CHI)
                    && open.names(DATA).stream().anyMatch(name -> name.matches(PART));
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Optional<StageTable> table = StageTable.of(settings);
        try (Hdf5File open = Hdf5File.open(file)) {
            EigerHead head = new EigerHead(open);
            Metadata metadata = new Metadata(file, table.isPresent() ? StageTable.without(settings) : settings)
                    .beam(Metadata.Beam.XRAY);
            List<String> parts = parts(open, settings, metadata);
            long[] shape = PatternReader.shape(open, parts.getFirst());
            boolean[] mask = head.mask((int) shape[1], (int) shape[2], metadata.notes());
            new EigerMarks(open, parts, head).remove(mask, metadata);
            Frames whole = frames(file, open, parts, new Counts(mask, null));
            CroppedFrames frames = head.aroundBeam(whole, metadata.notes());
            head.energy().ifPresent(metadata::energy);
            head.distance().ifPresent(metadata::distance);
            head.pixel().ifPresent(pixel -> metadata.detectorPixel(pixel[0], pixel[1]));
            metadata.lookedFor("positions", "no place in this file; a table of the stage goes with it");
            metadata.note("patterns: '" + DATA + "' taken as counts, zero frequency at pixel (" + frames.rows() / 2
                    + ", " + frames.columns() / 2 + ")");
            Frames used = frames;
            if (table.isPresent()) {
                StageTable.Placed placed = table.get().placed(frames.count(), head.chi(), metadata.notes());
                metadata.positions(placed.positions());
                used = placed.isAll(frames.count()) ? frames : frames.select(placed.frames());
            }
            metadata.note("probe: none in the file");
            Completed completed = metadata.complete(used.count(), used.rows(), used.columns());
            return completed.scan(
                    Completed.stem(file).replaceFirst("_master$", ""),
                    file,
                    used,
                    frames.cut(mask),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    private static List<String> parts(Hdf5File file, ReaderSettings settings, Metadata metadata) {
        if (settings.typedDataset().isPresent()) {
            return List.of(settings.typedDataset().get());
        }
        List<String> named = file.names(DATA).stream()
                .filter(name -> name.matches(PART))
                .sorted()
                .toList();
        List<String> there = named.stream()
                .map(name -> DATA + "/" + name)
                .filter(file::isDataset)
                .toList();
        if (there.isEmpty()) {
            throw new BadInputException(file.path() + ": no dataset '" + DATA + "/data_000001'"
                    + (named.isEmpty() ? "" : "; its links lead to files that must lie beside it"));
        }
        if (there.size() < named.size()) {
            metadata.note("frames: " + (named.size() - there.size()) + " of " + named.size()
                    + " links lead nowhere, as those to frames that were not taken do; they are left out");
        }
        return there;
    }

    private Frames frames(Path path, Hdf5File file, List<String> parts, Counts counts) {
        long bytes = 0;
        for (String part : parts) {
            long[] shape = PatternReader.shape(file, part);
            bytes += Float.BYTES * shape[0] * shape[1] * shape[2];
        }
        List<Frames> opened = new ArrayList<>();
        for (String part : parts) {
            opened.add(PatternReader.open(path, part, counts, bytes > memoryLimit ? 0 : memoryLimit));
        }
        return new ConcatenatedFrames(opened, path.toString());
    }
}
