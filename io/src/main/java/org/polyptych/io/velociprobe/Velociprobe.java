package org.polyptych.io.velociprobe;

import java.nio.file.Path;
import java.util.Optional;
import org.polyptych.io.Completed;
import org.polyptych.io.CroppedFrames;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.eiger.EigerFrames;
import org.polyptych.io.eiger.EigerHead;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.io.matlab.MatlabFile;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * The master file of an Eiger as the Velociprobe writes it: {@code entry/data/data_000001} and on (links to files beside
 * it; links to frames that were never taken lead nowhere), {@code entry/instrument/detector} and {@code
 * entry/sample/goniometer/chi}. The detector is cut so that the beam lies on pixel N/2. Positions are in a table of their
 * own, {@code file.positions} ({@link StageTable}).
 */
public final class Velociprobe implements ScanFormat {
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
        if (!MatlabFile.isOtherHdf5(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isGroup(EigerFrames.DATA)
                    && open.isDataset(EigerHead.ENERGY)
                    && open.isDataset(EigerHead.CHI)
                    && EigerFrames.inParts(open);
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Optional<StageTable> table = StageTable.of(settings);
        try (Hdf5File open = Hdf5File.open(file)) {
            EigerHead head = new EigerHead(open);
            Metadata metadata = new Metadata(file, table.isPresent() ? StageTable.without(settings) : settings)
                    .beam(Metadata.Beam.XRAY);
            EigerFrames read = EigerFrames.of(open, head, metadata, memoryLimit);
            CroppedFrames frames = read.frames();
            head.energy().ifPresent(metadata::energy);
            head.distance().ifPresent(metadata::distance);
            head.pixel().ifPresent(pixel -> metadata.detectorPixel(pixel[0], pixel[1]));
            metadata.lookedFor("positions", "no place in this file; a table of the stage goes with it");
            metadata.note(
                    "patterns: zero frequency at pixel (" + frames.rows() / 2 + ", " + frames.columns() / 2 + ")");
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
                    read.mask(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }
}
