package org.polyptych.app.report;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polyptych.core.ComplexImage;
import org.polyptych.core.RealImage;
import org.polyptych.physics.Result;
import org.polyptych.physics.metrics.Region;
import org.polyptych.physics.protocol.Subject;

/** The pictures of a comparison: every object on one colour scale, every probe in one phase. */
public final class ComparePictures {
    private static final String TRUTH = "truth";
    private static final String NOT_SCANNED = "not scanned";
    private static final int MOST_ACROSS = 4;
    private static final int EDGE = 560;
    private static final int ONE_EDGE = 720;
    private static final int LONGEST = 720;
    private static final int PROBE_EDGE = 420;
    private static final double LIT = 0.98;
    private static final int LEAST_DETAIL = 64;
    private static final int MOST_DETAIL = 256;

    private final String title;
    private final List<AlignedView> views;
    private final List<AlignedView> engines;
    private final ComplexImage referenceProbe;
    private final double pixelHeight;
    private final double pixelWidth;

    private ComparePictures(String title, List<AlignedView> views, int count, int reference, Result result) {
        this.title = title;
        this.views = views;
        this.engines = views.subList(0, count);
        this.referenceProbe = views.get(reference).probe().orElseThrow();
        this.pixelHeight = result.specimen().pixelHeight();
        this.pixelWidth = result.specimen().pixelWidth();
    }

    /** Lays all results and the truth, if there is one, on the best result; empty where there is none. */
    public static Optional<ComparePictures> of(CompareData data) {
        return data.reference().map(best -> {
            List<Subject> subjects = new ArrayList<>();
            data.shown()
                    .forEach(entry ->
                            subjects.add(Subject.of(entry.name(), entry.result().orElseThrow())));
            int count = subjects.size();
            data.scan().truth().ifPresent(truth -> subjects.add(Subject.of(TRUTH, truth)));
            Result result = best.result().orElseThrow();
            return new ComparePictures(
                    data.scan().name(),
                    AlignedView.of(subjects, result),
                    count,
                    data.shown().indexOf(best),
                    result);
        });
    }

    /** In radians. */
    public BufferedImage phase() {
        return phases(views, phaseLimits(), "phase");
    }

    /** In radians, the middle of the field enlarged. */
    public BufferedImage detail() {
        List<AlignedView> parts =
                views.stream().map(view -> view.middle(detailSize())).toList();
        return phases(parts, phaseLimits(), "phase, middle of the field");
    }

    /** As a factor of what falls on the specimen. */
    public BufferedImage amplitude() {
        Limits limits = amplitudeLimits();
        Legend legend = new Legend.ColorBar(ColorMap.EMBER, limits, Ticks.linear(limits, 6), "relative");
        List<Figure.Panel> panels = new ArrayList<>();
        for (AlignedView view : views) {
            panels.add(panel(view, view.object().amplitude(), ColorMap.EMBER, limits));
        }
        return new Figure(title + ": amplitude", panels, legend, NOT_SCANNED, across()).draw();
    }

    /** The strongest mode of each, hue is phase, each up to its own maximum; cut to where the light is. */
    public BufferedImage probe() {
        int size = litSize();
        List<Figure.Panel> panels = new ArrayList<>();
        for (AlignedView view : views) {
            comparable(view).ifPresent(probe -> {
                ComplexImage part = Region.central(probe, size, size).of(AlignedView.inPhase(probe, referenceProbe));
                panels.add(new Figure.Panel(view.name(), Raster.of(part, grid(pixelHeight, pixelWidth, PROBE_EDGE))));
            });
        }
        return new Figure(title + ": probe, strongest mode", panels, new Legend.ColorWheel(), "", across()).draw();
    }

    private Optional<ComplexImage> comparable(AlignedView view) {
        return view.probe().filter(probe -> probe.size() == referenceProbe.size());
    }

    /** Side of the smallest square in the middle that holds nearly all of every probe's power. */
    private int litSize() {
        int size = LEAST_DETAIL / 2;
        for (AlignedView view : views) {
            ComplexImage probe = comparable(view).orElse(referenceProbe);
            int most = Math.max(probe.rows(), probe.columns());
            while (size < most && Region.central(probe, size, size).of(probe).power() < LIT * probe.power()) {
                size += 2;
            }
        }
        return size;
    }

    Limits phaseLimits() {
        return AlignedView.common(engines.stream()
                .map(view -> Limits.robust(view.object().phase().values(), view.shown()))
                .toList());
    }

    Limits amplitudeLimits() {
        return AlignedView.common(engines.stream()
                .map(view -> Limits.robust(view.object().amplitude().values(), view.shown()))
                .toList());
    }

    /** Side of the enlarged part, in pixels. */
    int detailSize() {
        ComplexImage first = views.getFirst().object();
        return Math.clamp(Math.min(first.rows(), first.columns()) / 4, LEAST_DETAIL, MOST_DETAIL);
    }

    /** Those that resemble the best so little that they could not be laid on it. */
    List<String> notAligned() {
        return views.stream()
                .filter(view -> !view.aligned())
                .map(AlignedView::name)
                .toList();
    }

    private BufferedImage phases(List<AlignedView> shown, Limits limits, String what) {
        Legend legend = new Legend.ColorBar(ColorMap.DUSK, limits, Ticks.linear(limits, 6), "rad");
        List<Figure.Panel> panels = new ArrayList<>();
        for (AlignedView view : shown) {
            panels.add(panel(view, view.object().phase(), ColorMap.DUSK, limits));
        }
        return new Figure(title + ": " + what, panels, legend, NOT_SCANNED, across()).draw();
    }

    private Figure.Panel panel(AlignedView view, RealImage image, ColorMap map, Limits limits) {
        int edge = views.size() == 1 ? ONE_EDGE : EDGE;
        return new Figure.Panel(
                view.name(), Raster.of(image, view.shown(), map, limits, grid(pixelHeight, pixelWidth, edge)));
    }

    private static Raster.Grid grid(double pixelHeight, double pixelWidth, int edge) {
        return new Raster.Grid(pixelHeight, pixelWidth, edge, LONGEST);
    }

    /** Rows as equal as can be: 5 panels are 3 and 2. */
    private int across() {
        int rows = (views.size() + MOST_ACROSS - 1) / MOST_ACROSS;
        return (views.size() + rows - 1) / rows;
    }
}
