package org.polyptych.physics.several;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.physics.Extent;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Scans with one beam on different specimens, or on places that have nothing to do with each other: their objects lie one
 * below the other on one canvas, so far apart that no frame of one reaches another's. One probe then serves all frames,
 * whatever the engine. Every object lies on the pixels that it would have alone.
 */
public final class SideBySide {
    private SideBySide() {}

    /**
     * Lays them out.
     *
     * @param scans prepared; of one energy, pixel size and frame size
     * @param margin pixels of object around each scan: those of the settings, and those that frames may move
     * @throws org.polyptych.core.BadInputException if the scans do not agree
     */
    public static Together of(List<Scan> scans, int margin) {
        Alike.check(scans);
        Geometry geometry = scans.getFirst().geometry();
        boolean[] mask = Together.mask(scans);
        double y0 = Extent.of(scans.getFirst().positions().y()).least();
        double x0 = Extent.of(scans.getFirst().positions().x()).least();
        List<Together.Part> parts = new ArrayList<>();
        List<Double> ys = new ArrayList<>();
        List<Double> xs = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        notes.add("share=probe: " + scans.size() + " scans with one probe, each with an object of its own; the beam is"
                + " taken to be the same in all, up to its intensity, which each object's amplitude takes up");
        int row = 0;
        int first = 0;
        for (int k = 0; k < scans.size(); k++) {
            Scan scan = scans.get(k);
            Extent y = Extent.of(scan.positions().y());
            Extent x = Extent.of(scan.positions().x());
            double down = k == 0 ? 0 : y0 + row * geometry.pixelHeight() - y.least();
            double right = k == 0 ? 0 : x0 - x.least();
            int rows = (int) y.wholePixels(geometry.pixelHeight()) + geometry.rows() + 2 * margin;
            int columns = (int) x.wholePixels(geometry.pixelWidth()) + geometry.columns() + 2 * margin;
            Window window = new Window(
                    down,
                    right,
                    y.least() + down - (geometry.rows() / 2 + margin) * geometry.pixelHeight(),
                    x.least() + right - (geometry.columns() / 2 + margin) * geometry.pixelWidth(),
                    rows,
                    columns);
            parts.add(new Together.Part(scan.withMask(mask), first, Optional.of(window), 0));
            for (int j = 0; j < scan.positions().count(); j++) {
                ys.add(scan.positions().y()[j] + down);
                xs.add(scan.positions().x()[j] + right);
            }
            notes.add(String.format(
                    Locale.ROOT,
                    "scan %d: '%s', %d frames, on rows %d to %d of the common canvas",
                    k + 1,
                    scan.name(),
                    scan.frames().count(),
                    row,
                    row + rows - 1));
            row += rows;
            first += scan.frames().count();
        }
        Positions positions = new Positions(
                ys.stream().mapToDouble(Double::doubleValue).toArray(),
                xs.stream().mapToDouble(Double::doubleValue).toArray());
        return new Together(Together.joined(scans, positions, start(scans, notes), notes, Optional.empty()), parts);
    }

    /** The first probe that one of them came with. */
    private static Optional<Probe> start(List<Scan> scans, List<String> notes) {
        Optional<Integer> which = IntStream.range(0, scans.size())
                .filter(k -> scans.get(k).probe().isPresent())
                .boxed()
                .findFirst();
        which.ifPresent(k -> notes.add("share=probe: the probe found with scan " + (k + 1) + " is the start for all"));
        return which.flatMap(k -> scans.get(k).probe());
    }
}
