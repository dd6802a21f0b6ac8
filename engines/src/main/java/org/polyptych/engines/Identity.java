package org.polyptych.engines;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Checkpoint;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.ContentHash;
import org.polyptych.core.FftLibrary;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/** What decides the bits of a run, key to value: of two runs with the same identity one may go on for the other. */
public final class Identity {
    /** Groups of settings that only decide when a run ends and what it writes meanwhile. */
    private static final Set<String> OUTSIDE = Set.of("stop", "checkpoint");

    private static final String HOLD_OUT = "stop.holdOut";
    private static final String STREAM = "data.stream";

    private Identity() {}

    /** What is known before any frame is read. */
    static Map<String, String> of(Reconstruction recipe) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("program", Version.program());
        identity.put("FFT library", FftLibrary.selected().name().toLowerCase());
        identity.put("engine", recipe.chain().identity());
        identity.put("seed", String.valueOf(recipe.run().seed()));
        recipe.settings().forEach((key, value) -> {
            if (key.equals(STREAM)) {
                return; // frames give the same bits wherever they are
            }
            if (key.equals(HOLD_OUT) || !OUTSIDE.contains(key.substring(0, key.indexOf('.')))) {
                identity.put(key, value);
            }
        });
        recipe.links().forEach(link -> files(identity, link));
        return identity;
    }

    /** A file counts by what is in it, not by its name. */
    private static void files(Map<String, String> identity, Link link) {
        List<String> files = SettingsReader.files(link.provider().settingsType());
        if (!files.isEmpty()) {
            Map<String, String> contents = SettingsReader.identity(link.settings());
            files.forEach(name -> identity.put(link.provider().name() + "." + name, contents.get(name)));
        }
    }

    /** All of it; reads the frames. */
    static Map<String, String> of(
            Reconstruction recipe, Scan scan, Optional<Probe> probe, Optional<Specimen> specimen) {
        Map<String, String> identity = of(recipe);
        identity.putAll(of(recipe.run(), scan, new WatchedFrames(scan.frames()), probe, specimen));
        return identity;
    }

    /** The data by their content, so that a copy of the file elsewhere is the same. */
    static Map<String, String> of(
            RunSettings run, Scan scan, WatchedFrames frames, Optional<Probe> probe, Optional<Specimen> specimen) {
        Map<String, String> identity = of(scan, frames);
        identity.put(
                "starting probe",
                StartingProbe.chosen(scan, run.probe(), probe)
                        .map(Identity::hash)
                        .orElse("none"));
        identity.put(
                "starting object",
                StartingPoint.chosen(scan, run.object(), specimen)
                        .map(Identity::hash)
                        .orElse("none"));
        return identity;
    }

    /** A scan by its content, key to value; reads the frames. */
    public static Map<String, String> of(Scan scan) {
        return of(scan, new WatchedFrames(scan.frames()));
    }

    private static Map<String, String> of(Scan scan, WatchedFrames frames) {
        Map<String, String> identity = new LinkedHashMap<>();
        identity.put("number of frames", String.valueOf(frames.count()));
        Geometry geometry = scan.geometry();
        identity.put("frame size", geometry.rows() + " x " + geometry.columns());
        identity.put("pixel size in m", geometry.pixelHeight() + " x " + geometry.pixelWidth());
        geometry.near()
                .ifPresent(near -> identity.put("propagation in m", "near field, " + geometry.propagationDistance()));
        identity.put(
                "positions",
                new ContentHash()
                        .add(scan.positions().y())
                        .add(scan.positions().x())
                        .text());
        identity.put("mask", new ContentHash().add(scan.mask()).text());
        identity.put(
                "measured background",
                scan.background()
                        .map(counts -> new ContentHash().add(counts).text())
                        .orElse("none"));
        identity.put(
                "beams",
                scan.beams()
                        .map(beams -> new ContentHash()
                                .add(Arrays.stream(beams).asLongStream().toArray())
                                .text())
                        .orElse("one"));
        identity.put("frames", new ContentHash().add(frames.hash()).text());
        return identity;
    }

    /** A probe by its content. */
    public static String hash(Probe probe) {
        ContentHash hash = new ContentHash();
        for (int v = 0; v < probe.variations(); v++) {
            for (int m = 0; m < probe.modes(); m++) {
                hash.add(probe.mode(v, m));
            }
        }
        return hash.text();
    }

    /** An object by its content and place. */
    public static String hash(Specimen specimen) {
        ContentHash hash = new ContentHash();
        for (ComplexImage[] slices : specimen.images()) {
            for (ComplexImage slice : slices) {
                hash.add(slice);
            }
        }
        for (double spacing : specimen.sliceSpacing()) {
            hash.add(spacing);
        }
        if (!specimen.tilt().none()) {
            hash.add(specimen.tilt().y()).add(specimen.tilt().x());
        }
        return hash.add(specimen.pixelHeight())
                .add(specimen.pixelWidth())
                .add(specimen.centreY())
                .add(specimen.centreX())
                .text();
    }

    /** @throws BadInputException if the checkpoint is of a run with another identity, as far as it is given */
    public static void check(Checkpoint checkpoint, Map<String, String> now) {
        difference(checkpoint.identity(), now).ifPresent(difference -> {
            throw new BadInputException("the checkpoint is of another run, so this one cannot go on from it: "
                    + difference + "; give what was given before, or start anew with --overwrite");
        });
    }

    /** The first thing that differs, in words, looking only at the keys of {@code now}. */
    public static Optional<String> difference(Map<String, String> before, Map<String, String> now) {
        for (Map.Entry<String, String> entry : now.entrySet()) {
            String then = before.get(entry.getKey());
            if (then == null) {
                return Optional.of("it was made by a program that did not know " + entry.getKey());
            }
            if (!entry.getValue().equals(then)) {
                return Optional.of(
                        isHash(entry.getValue())
                                ? "the " + entry.getKey() + (entry.getKey().endsWith("s") ? " are" : " is")
                                        + " not the same"
                                : entry.getKey() + " was " + then + " and is now " + entry.getValue());
            }
        }
        return Optional.empty();
    }

    private static boolean isHash(String value) {
        return value.matches("[0-9a-f]{16}");
    }
}
