package org.polyptych.app.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Result;
import org.polyptych.physics.Specimen;

/**
 * The pictures of a result, with colour bar, unit and scale bar. What was not scanned is grey; limits are the 1st and
 * the 99th percentile of what was.
 */
public final class Pictures {
    private static final int EDGE = 920;
    private static final int SMALL_EDGE = 560;
    private static final int PROBE_EDGE = 420;
    private static final int PATTERN_EDGE = 520;
    private static final String NOT_SCANNED = "not scanned";

    /** Decades below the brightest pixel that a pattern shows at most. */
    private static final double MOST_DECADES = 7;

    private Pictures() {}

    /**
     * The phase of the object without ramp and constant, in radians.
     *
     * @throws NoFontException where this machine cannot draw letters
     */
    public static BufferedImage phase(Result result) {
        return flatPhase(name(result), SpecimenView.of(result));
    }

    /** The amplitude of the object: 1 is full transmission, up to a factor that the probe may carry. */
    public static BufferedImage amplitude(Result result) {
        return amplitude(name(result), SpecimenView.of(result));
    }

    /** How far several reconstructions lie from their mean; there must be several. */
    public static BufferedImage deviation(Result result) {
        SpecimenView view = SpecimenView.of(result);
        RealImage image = SpecimenView.cut(result, result.deviation().orElseThrow());
        return sequential(
                name(result) + ": standard deviation of samples", image, view, ColorMap.EMBER, "relative", EDGE);
    }

    /** {@link #phase(Result)} of several scans beside each other, on one scale. */
    public static BufferedImage phases(List<Result> scans) {
        List<SpecimenView> views = scans.stream().map(SpecimenView::of).toList();
        List<RealImage> phases = views.stream().map(SpecimenView::flatPhase).toList();
        return panels("phase, ramp removed", captions(scans), views, phases, ColorMap.DUSK, "rad");
    }

    /** {@link #amplitude(Result)} of several scans beside each other, on one scale. */
    public static BufferedImage amplitudes(List<Result> scans) {
        List<SpecimenView> views = scans.stream().map(SpecimenView::of).toList();
        List<RealImage> amplitudes = views.stream().map(SpecimenView::amplitude).toList();
        return panels("amplitude", captions(scans), views, amplitudes, ColorMap.EMBER, "relative");
    }

    private static List<String> captions(List<Result> scans) {
        return IntStream.range(0, scans.size())
                .mapToObj(k -> "scan " + (k + 1) + ": " + name(scans.get(k)))
                .toList();
    }

    /** The probe's modes, complex, each to its own maximum, with their shares of the power. */
    public static BufferedImage probe(Result result) {
        var probe = result.probe();
        Geometry geometry = result.provenance().geometry();
        Raster.Grid grid = new Raster.Grid(geometry.pixelHeight(), geometry.pixelWidth(), PROBE_EDGE);
        List<Figure.Panel> panels = new ArrayList<>();
        for (int m = 0; m < probe.modes(); m++) {
            String share = String.format(
                    Locale.ROOT, "mode %d: %.1f %%", m + 1, 100 * probe.mode(m).power() / probe.power());
            panels.add(new Figure.Panel(share, Raster.of(probe.mode(m), grid)));
        }
        return new Figure(name(result) + ": probe", panels, new Legend.ColorWheel(), "").draw();
    }

    /** The phase of every slice of the first state, each without its ramp, on one scale; the beam meets the first first. */
    public static BufferedImage slices(Result result) {
        Specimen specimen = result.specimen();
        List<SpecimenView> views = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        double depth = 0;
        for (int s = 0; s < specimen.slices(); s++) {
            depth += s == 0 ? 0 : specimen.sliceSpacing()[s - 1];
            views.add(SpecimenView.of(result, 0, s));
            captions.add("slice " + (s + 1) + ", " + Quantity.length(depth, 4));
        }
        List<RealImage> phases = views.stream().map(SpecimenView::flatPhase).toList();
        return panels(name(result) + ": phase of each slice", captions, views, phases, ColorMap.DUSK, "rad");
    }

    /** The amplitude of every state of the object, its slices multiplied, on one scale. */
    public static BufferedImage states(Result result) {
        List<SpecimenView> views = new ArrayList<>();
        List<String> captions = new ArrayList<>();
        for (int m = 0; m < result.specimen().modes(); m++) {
            views.add(SpecimenView.of(result, m, 0));
            captions.add("state " + (m + 1));
        }
        List<RealImage> amplitudes = views.stream().map(SpecimenView::amplitude).toList();
        return panels(
                name(result) + ": amplitude of each state", captions, views, amplitudes, ColorMap.EMBER, "relative");
    }

    private static BufferedImage panels(
            String title,
            List<String> captions,
            List<SpecimenView> views,
            List<RealImage> images,
            ColorMap map,
            String unit) {
        // one list of values, one mask
        float[] values = new float[images.stream().mapToInt(RealImage::size).sum()];
        boolean[] scanned = new boolean[values.length];
        int at = 0;
        for (int k = 0; k < images.size(); k++) {
            int size = images.get(k).size();
            System.arraycopy(images.get(k).values(), 0, values, at, size);
            System.arraycopy(views.get(k).scanned(), 0, scanned, at, size);
            at += size;
        }
        Limits limits = Limits.robust(values, scanned);
        double longest = 0;
        for (int k = 0; k < images.size(); k++) {
            longest = Math.max(longest, longest(images.get(k), views.get(k)));
        }
        List<Figure.Panel> panels = new ArrayList<>();
        for (int k = 0; k < images.size(); k++) {
            SpecimenView view = views.get(k);
            Raster.Grid grid = grid(images.get(k), longest, view);
            panels.add(new Figure.Panel(captions.get(k), Raster.of(images.get(k), view.scanned(), map, limits, grid)));
        }
        return new Figure(title, panels, new Legend.ColorBar(map, limits, Ticks.linear(limits, 6), unit), NOT_SCANNED)
                .draw();
    }

    /** The longer side, in pixels of the shorter edge. */
    private static double longest(RealImage image, SpecimenView view) {
        double square = Math.min(view.pixelHeight(), view.pixelWidth());
        return Math.max(image.rows() * view.pixelHeight(), image.columns() * view.pixelWidth()) / square;
    }

    /** As large beside the others as it is on the specimen, since all share one scale bar. */
    private static Raster.Grid grid(RealImage image, double longestOfAll, SpecimenView view) {
        double own = longest(image, view);
        int enlarged = Math.max(1, (int) (PROBE_EDGE / longestOfAll));
        int averaged = (int) Math.ceil(longestOfAll / Raster.LONGEST);
        return new Raster.Grid(
                view.pixelHeight(),
                view.pixelWidth(),
                (int) Math.ceil(enlarged * own),
                averaged > 1 ? (int) Math.ceil(own / averaged) : Raster.LONGEST);
    }

    static BufferedImage flatPhase(String name, SpecimenView view) {
        return sequential(name + ": phase, ramp removed", view.flatPhase(), view, ColorMap.DUSK, "rad", EDGE);
    }

    static BufferedImage unwrappedPhase(String name, SpecimenView view) {
        return sequential(name + ": phase, unwrapped", view.unwrappedPhase(), view, ColorMap.DUSK, "rad", SMALL_EDGE);
    }

    static BufferedImage amplitude(String name, SpecimenView view) {
        return sequential(name + ": amplitude", view.amplitude(), view, ColorMap.EMBER, "relative", EDGE);
    }

    static BufferedImage wrappedPhase(String name, SpecimenView view) {
        return objectFigure(
                name + ": phase as reconstructed",
                view.wrappedPhase(),
                view,
                new Legend.ColorBar(ColorMap.CYCLE, Limits.TURN, Ticks.turn(), "rad"),
                SMALL_EDGE);
    }

    /** Mean counts of the measured and the modelled patterns on one logarithmic scale. */
    static BufferedImage patterns(String name, RealImage measured, RealImage modelled, boolean[] mask) {
        Limits limits = decades(measured, mask);
        Raster.Grid grid = new Raster.Grid(1, 1, PATTERN_EDGE);
        List<Figure.Panel> panels = new ArrayList<>();
        panels.add(new Figure.Panel("measured", notOfSpecimen(logarithm(measured, limits), mask, limits, grid)));
        boolean[] everywhere = new boolean[modelled.size()];
        Arrays.fill(everywhere, true);
        panels.add(new Figure.Panel("modelled", notOfSpecimen(logarithm(modelled, limits), everywhere, limits, grid)));
        Legend legend = new Legend.ColorBar(ColorMap.EMBER, limits, Ticks.decades(limits), "counts");
        boolean allGood = true;
        for (boolean good : mask) {
            allGood &= good;
        }
        return new Figure(name + ": mean pattern", panels, legend, allGood ? "" : "masked pixels").draw();
    }

    /** The pattern's range in decimal logarithms. */
    static Limits decades(RealImage counts, boolean[] mask) {
        RealImage positive = RealImage.zeros(counts.rows(), counts.columns());
        for (int i = 0; i < counts.size(); i++) {
            double value = counts.values()[i];
            positive.values()[i] = value > 0 ? (float) Math.log10(value) : Float.NaN;
        }
        Limits range = Limits.percentiles(positive.values(), mask, 1, 100);
        return new Limits(Math.max(range.low(), range.high() - MOST_DECADES), range.high());
    }

    private static Raster notOfSpecimen(RealImage image, boolean[] mask, Limits limits, Raster.Grid grid) {
        return new Raster(Raster.of(image, mask, ColorMap.EMBER, limits, grid).image(), Double.NaN);
    }

    /** Pixels without counts get the lowest colour. */
    private static RealImage logarithm(RealImage counts, Limits limits) {
        RealImage out = RealImage.zeros(counts.rows(), counts.columns());
        for (int i = 0; i < counts.size(); i++) {
            double value = counts.values()[i];
            out.values()[i] = (float) (value > 0 ? Math.log10(value) : limits.low());
        }
        return out;
    }

    private static BufferedImage sequential(
            String title, RealImage image, SpecimenView view, ColorMap map, String unit, int edge) {
        Limits limits = Limits.robust(image.values(), view.scanned());
        return objectFigure(title, image, view, new Legend.ColorBar(map, limits, Ticks.linear(limits, 6), unit), edge);
    }

    private static BufferedImage objectFigure(
            String title, RealImage image, SpecimenView view, Legend.ColorBar bar, int edge) {
        Raster.Grid grid = new Raster.Grid(view.pixelHeight(), view.pixelWidth(), edge);
        Raster raster = Raster.of(image, view.scanned(), bar.map(), bar.limits(), grid);
        return new Figure(title, List.of(new Figure.Panel("", raster)), bar, NOT_SCANNED).draw();
    }

    private static String name(Result result) {
        return result.provenance().name();
    }
}
