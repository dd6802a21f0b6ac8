package org.polyptych.io.electron;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Units;
import org.polyptych.io.Completed;
import org.polyptych.io.Metadata;
import org.polyptych.io.PatternReader;
import org.polyptych.io.ReadOut;
import org.polyptych.io.ReaderSettings;
import org.polyptych.io.ScanFormat;
import org.polyptych.io.Support;
import org.polyptych.io.frames.ConcatenatedFrames;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Scan;

/**
 * Master files of Dectris' detectors (ARINA and other electron counters, EIGER): {@code /entry/data/data_000001, ...},
 * links to files of frames packed with bitshuffle and LZ4, and what the detector knows in {@code /entry/instrument}.
 */
public final class Dectris implements ScanFormat {
    private static final String DATA = "/entry/data";
    private static final String PART = "data_\\d+";
    private static final String DETECTOR = "/entry/instrument/detector";
    private static final String SPECIFIC = DETECTOR + "/detectorSpecific";
    private static final String WAVELENGTH = "/entry/instrument/beam/incident_wavelength";
    private static final List<String> OF_ELECTRONS = List.of("ARINA", "SINGLA", "QUADRO", "ELA", "ELECTRON");
    private static final double ANGSTROM = 1e-10;

    @Override
    public String name() {
        return "Dectris master (*_master.h5 of ARINA, EIGER)";
    }

    @Override
    public Support support() {
        return new Support("dectris", "h5py");
    }

    @Override
    public boolean recognises(Path file) {
        if (Files.isDirectory(file) || !Hdf5File.hasSignature(file)) {
            return false;
        }
        try (Hdf5File open = Hdf5File.open(file)) {
            return open.isGroup(DATA)
                    && open.isGroup(DETECTOR)
                    && open.names(DATA).stream().anyMatch(name -> name.matches(PART));
        }
    }

    @Override
    public Scan read(Path file, ReaderSettings settings) {
        Metadata metadata = new Metadata(file, settings);
        List<String> parts;
        boolean[] mask;
        try (Hdf5File open = Hdf5File.open(file)) {
            parts = open.names(DATA).stream()
                    .filter(name -> name.matches(PART))
                    .map(name -> DATA + "/" + name)
                    .toList();
            tell(open, metadata);
            mask = mask(open, PatternReader.shape(open, parts.getFirst()), metadata);
        }
        List<Frames> frames = parts.stream()
                .map(part -> PatternReader.open(file, part, ReadOut.counts(), 0))
                .toList();
        Frames all = frames.size() == 1 ? frames.getFirst() : new ConcatenatedFrames(frames, file.toString());
        metadata.note("patterns: " + parts.size() + " datasets " + parts.getFirst() + " to " + parts.getLast()
                + ", taken as counts");
        try (Hdf5File open = Hdf5File.open(file)) {
            scanShape(open, all.count(), metadata);
        }
        Completed completed = metadata.complete(all.count(), all.rows(), all.columns());
        return completed.scan(
                Completed.stem(file), file, all, mask, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static void tell(Hdf5File file, Metadata metadata) {
        String description = text(file, DETECTOR + "/description");
        boolean electrons = OF_ELECTRONS.stream()
                .anyMatch(name -> description.toUpperCase(Locale.ROOT).contains(name));
        if (electrons) {
            metadata.beam(Metadata.Beam.ELECTRON).note("beam: electrons, since the detector is a " + description);
        } else {
            metadata.beam(Metadata.Beam.XRAY)
                    .note("beam: X-rays, since the detector is "
                            + (description.isEmpty() ? "not said to count electrons" : "a " + description));
            number(file, WAVELENGTH)
                    .ifPresent(angstrom -> metadata.energy(Units.PLANCK_TIMES_LIGHT_EV_M / (angstrom * ANGSTROM)));
            number(file, DETECTOR + "/detector_distance").ifPresent(metadata::distance);
        }
        OptionalDouble x = number(file, DETECTOR + "/x_pixel_size");
        OptionalDouble y = number(file, DETECTOR + "/y_pixel_size");
        if (x.isPresent() && y.isPresent()) {
            metadata.detectorPixel(y.getAsDouble(), x.getAsDouble());
        }
        metadata.lookedFor("energy", WAVELENGTH).lookedFor("distance", DETECTOR + "/detector_distance");
    }

    /** Where a line is a trigger, the detector knows the scan. */
    private static void scanShape(Hdf5File file, int frames, Metadata metadata) {
        int triggers = (int) number(file, SPECIFIC + "/ntrigger").orElse(0);
        int images = (int) number(file, SPECIFIC + "/nimages").orElse(0);
        if (triggers > 1 && images > 1 && (long) triggers * images == frames) {
            metadata.scanShape(triggers, images)
                    .note("scan: " + triggers + " triggers of " + images + " images, taken as rows and columns");
        }
    }

    private static boolean[] mask(Hdf5File file, long[] shape, Metadata metadata) {
        int rows = (int) shape[1];
        int columns = (int) shape[2];
        boolean[] good = new boolean[rows * columns];
        Arrays.fill(good, true);
        String name = SPECIFIC + "/pixel_mask";
        if (!file.isDataset(name)) {
            return good;
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            if (!Arrays.equals(dataset.shape(), new long[] {rows, columns})) {
                metadata.note("mask: " + name + " is " + dataset.shapeText() + ", not of the frames' size; not used");
                return good;
            }
            long[] bad = dataset.longs();
            int count = 0;
            for (int i = 0; i < good.length; i++) {
                good[i] = bad[i] == 0;
                count += good[i] ? 0 : 1;
            }
            metadata.note("mask: " + name + " marks " + count + " bad pixels");
            return good;
        }
    }

    private static OptionalDouble number(Hdf5File file, String name) {
        if (!file.isDataset(name)) {
            return OptionalDouble.empty();
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            boolean one = dataset.rank() == 0 || dataset.rank() == 1 && dataset.shape()[0] == 1;
            double value = one ? dataset.doubles()[0] : Double.NaN;
            return value > 0 && value < Double.POSITIVE_INFINITY ? OptionalDouble.of(value) : OptionalDouble.empty();
        } catch (BadInputException e) {
            return OptionalDouble.empty(); // not a number
        }
    }

    private static String text(Hdf5File file, String name) {
        if (!file.isDataset(name)) {
            return "";
        }
        try (Hdf5Dataset dataset = file.dataset(name)) {
            return dataset.kind() == Hdf5Dataset.Kind.TEXT
                            && dataset.rank() <= 1
                            && !dataset.texts().isEmpty()
                    ? dataset.texts().getFirst()
                    : "";
        }
    }
}
