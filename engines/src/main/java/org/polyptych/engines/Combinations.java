package org.polyptych.engines;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.refine.GeometrySettings;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;
import org.polyptych.physics.prepare.DataSettings;

/**
 * What goes together: engines, settings and scan. Whatever cannot is refused in one line before anything is done, rather
 * than left out or met in the middle of a run.
 */
record Combinations(Chain chain, List<Link> links, RunSettings run) {

    /** @throws BadInputException for settings that an engine cannot do, or that do not go with each other */
    void check() {
        requireTogether();
        requireFollowers();
        requireVariations();
        requireAble();
        links.forEach(link -> link.check(run, run.background().any()));
    }

    /** @throws BadInputException for a scan, as it was prepared, that an engine or a setting cannot do */
    void check(Scan prepared) {
        requireNearField(prepared);
        requireGeometry(prepared);
        requireBackground(prepared);
        requireBeams(prepared);
        links.forEach(link ->
                link.check(run, run.background().any() || prepared.background().isPresent()));
    }

    /** Of waves that are moved against a tilted specimen, at most: part of a frame that is left on one side. */
    private static final double FURTHEST = 0.25;

    /** @throws BadInputException for an object to start from, which may have more slices than were asked for, and its tilt */
    void check(Specimen start, Scan scan) {
        refuse(
                run.geometry().any() && (start.slices() > 1 || start.modes() > 1),
                "a refinement of group geometry",
                "an object of several slices or states");
        if (start.slices() > 1 && !start.tilt().none()) {
            checkTilt(start, scan);
        }
    }

    private static void checkTilt(Specimen start, Scan scan) {
        if (scan.geometry().near().isPresent()) {
            throw new BadInputException(
                    "a tilted object moves the wave behind it, which a near-field frame would show; set"
                            + " object.tiltY=0 and object.tiltX=0");
        }
        double depth = Arrays.stream(start.sliceSpacing()).sum();
        double down = Math.abs(depth * start.tilt().down()) / (scan.geometry().rows() * start.pixelHeight());
        double right = Math.abs(depth * start.tilt().right()) / (scan.geometry().columns() * start.pixelWidth());
        if (Math.max(down, right) > FURTHEST) {
            throw new BadInputException(String.format(
                    Locale.ROOT,
                    "%s: a tilt of %.4g and %.4g rad moves the wave by %.0f %% of a frame over the %.4g m of the object's slices,"
                            + " where %.0f %% is the most; check object.tiltY, object.tiltX and object.sliceSpacing",
                    scan.source(),
                    start.tilt().y(),
                    start.tilt().x(),
                    100 * Math.max(down, right),
                    depth,
                    100 * FURTHEST));
        }
    }

    private void requireAble() {
        for (EngineProvider provider : chain.providers()) {
            requireAble(provider, run.probe().known(), Capability.KNOWN_PROBE, "probe.known=true");
            requireAble(provider, run.object().known(), Capability.KNOWN_OBJECT, "object.known=true");
            requireAble(provider, run.probe().modes() > 1, Capability.MODES, "probe.modes above 1");
            requireAble(provider, run.positions().refine(), Capability.POSITIONS, "positions.refine=true");
            requireAble(provider, run.geometry().any(), Capability.POSITIONS, "a refinement of group geometry");
            requireAble(provider, run.object().slices() > 1, Capability.MULTISLICE, "object.slices above 1");
            requireAble(provider, run.object().modes() > 1, Capability.OBJECT_MODES, "object.modes above 1");
            requireAble(provider, run.fly().moves(), Capability.FLY_SCAN, "fly.length above 0");
            requireAble(provider, run.background().any(), Capability.BACKGROUND, "background.counts above 0");
            requireAble(provider, run.data().upsample() > 1, Capability.UPSAMPLING, "data.upsample above 1");
            DataSettings.Stream stream = run.data().stream();
            requireAble(
                    provider,
                    stream == DataSettings.Stream.TRUE || stream == DataSettings.Stream.COMPRESSED,
                    Capability.STREAMING,
                    "data.stream=" + stream.name().toLowerCase(Locale.ROOT));
        }
    }

    /** @throws BadInputException for settings that each do but not both at once */
    private void requireTogether() {
        Map<String, Boolean> beyondOneThinObject = new LinkedHashMap<>();
        beyondOneThinObject.put("object.slices above 1", run.object().slices() > 1);
        beyondOneThinObject.put("object.modes above 1", run.object().modes() > 1);
        beyondOneThinObject.put("fly.length above 0", run.fly().moves());
        beyondOneThinObject.put("background.counts above 0", run.background().any());
        beyondOneThinObject.put("data.upsample above 1", run.data().upsample() > 1);
        beyondOneThinObject.put("probe.variations above 1", run.probe().variations() > 1);
        beyondOneThinObject.put(
                "a fit of motion, background or intensities", links.stream().anyMatch(Link::fitsConditions));
        beyondOneThinObject.forEach((what, asked) -> {
            refuse(asked && run.geometry().any(), "a refinement of group geometry", what);
            refuse(asked && chain.beginsCoarse(), "an engine on coarser pixels", what);
        });
        refuse(run.positions().refine() && run.data().upsample() > 1, "positions.refine=true", "data.upsample above 1");
        refuse(
                run.positions().refine() && run.probe().variations() > 1,
                "positions.refine=true",
                "probe.variations above 1");
        refuse(
                run.positions().refine() && chain.beginsCoarse(),
                "an engine on coarser pixels",
                "positions.refine=true");
    }

    /** What an engine has found of background and intensities, those behind it must be able to take as given. */
    private void requireFollowers() {
        boolean fitted = false;
        for (Link link : links) {
            for (Capability needed : List.of(Capability.BACKGROUND, Capability.INTENSITY)) {
                requireAble(
                        link.provider(),
                        fitted,
                        needed,
                        "what an engine before it has fitted (" + needed.name().toLowerCase(Locale.ROOT)
                                + " of the frames)");
            }
            fitted |= link.fitsConditions();
        }
        refuse(
                links.stream().limit(links.size() - 1).anyMatch(Link::findsDescan),
                "a further engine of a chain",
                "a descan that the one before it has found");
    }

    /**
     * Engines before the last work with one probe for all frames, whatever they can do; the last one must be able to do
     * more.
     */
    private void requireVariations() {
        boolean asked = run.probe().variations() > 1;
        requireAble(links.getLast().provider(), asked, Capability.VARIATIONS, "probe.variations above 1");
        refuse(
                links.stream()
                                .limit(links.size() - 1)
                                .anyMatch(link -> link.provider().capabilities().contains(Capability.VARIATIONS))
                        && asked,
                "a further engine of a chain",
                "probe.variations above 1 in the one before it");
    }

    /** @throws BadInputException for a refinement of the geometry that this scan or the other settings do not allow */
    private void requireGeometry(Scan scan) {
        GeometrySettings geometry = run.geometry();
        boolean far = scan.geometry().near().isEmpty();
        String refinement = "a refinement of group geometry";
        refuse(geometry.any() && chain.beginsCoarse(), "an engine on coarser pixels", refinement);
        refuse(geometry.any() && scan.background().isPresent(), refinement, "a measured background");
        refuse(geometry.any() && scan.beams().isPresent(), refinement, "scans with probes of their own");
        refuse(geometry.any() && run.positions().round(), "positions.round=true", refinement);
        if (geometry.defocus() || geometry.searchDefocus() > 0) {
            if (!(scan.geometry().wavelength() > 0)) {
                throw new BadInputException(
                        scan.source() + ": a defocus needs the wavelength, and the scan does not say"
                                + " the energy; give it, or leave out geometry.defocus and geometry.searchDefocus");
            }
        }
        if (geometry.distance() && far) {
            refuse(
                    run.positions().refine(),
                    "positions.refine=true",
                    "geometry.distance=true in the far field, whose" + " outcome is a common scale of the positions");
            refuse(run.object().rasterNull(), "object.rasterNull=true", "geometry.distance=true in the far field");
            refuse(run.object().known(), "object.known=true", "geometry.distance=true in the far field");
        }
    }

    /** @throws BadInputException for a near-field scan that an engine or a setting of this recipe cannot do */
    void requireNearField(Scan scan) {
        if (scan.geometry().near().isEmpty()) {
            return;
        }
        for (EngineProvider provider : chain.providers()) {
            requireAble(provider, true, Capability.NEAR_FIELD, "near field");
        }
        refuse(links.stream().anyMatch(Link::findsDescan), "a descan", "near field");
        if (run.probe().centre()) {
            throw new BadInputException("probe.centre=true moves object and probe together, which a near-field frame"
                    + " would show; leave it out");
        }
    }

    /** @throws BadInputException for a measured background that an engine or a setting of this recipe cannot do */
    private void requireBackground(Scan scan) {
        if (scan.background().isEmpty()) {
            return;
        }
        String what = "a measured background";
        for (EngineProvider provider : chain.providers()) {
            if (!provider.capabilities().contains(Capability.BACKGROUND)) {
                throw new BadInputException("engine " + provider.name() + " cannot model " + what
                        + "; choose one that can ('polyptych engines' shows them), or set data.subtractBackground=true"
                        + " to take it off the counts");
            }
        }
        refuse(chain.beginsCoarse(), "an engine on coarser pixels", what);
    }

    /** @throws BadInputException for several beams, of which each frame has seen one, where this recipe takes but one */
    private void requireBeams(Scan scan) {
        if (scan.beams().isEmpty()) {
            return;
        }
        String what = "scans with probes of their own";
        for (EngineProvider provider : chain.providers()) {
            requireAble(provider, true, Capability.VARIATIONS, what);
        }
        refuse(run.positions().refine(), "positions.refine=true", what);
        refuse(run.probe().variations() > 1, "probe.variations above 1", what);
        refuse(run.probe().known(), "probe.known=true", what);
        refuse(run.probe().centre(), "probe.centre=true", what);
        refuse(!run.probe().powerFree(), "probe.power", what);
        refuse(run.object().rasterNull(), "object.rasterNull=true", what);
        refuse(chain.beginsCoarse(), "an engine on coarser pixels", what);
    }

    private static void requireAble(EngineProvider provider, boolean asked, Capability capability, String what) {
        if (asked && !provider.capabilities().contains(capability)) {
            throw new BadInputException("engine " + provider.name() + " cannot do " + what
                    + "; choose another ('polyptych engines' shows what each can do)");
        }
    }

    private static void refuse(boolean both, String one, String other) {
        if (both) {
            throw new BadInputException(one + " does not go together with " + other + " yet; leave one of them out");
        }
    }
}
