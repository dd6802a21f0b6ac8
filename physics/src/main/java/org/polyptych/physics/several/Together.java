package org.polyptych.physics.several;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.physics.Conditions;
import org.polyptych.physics.Descan;
import org.polyptych.physics.Illumination;
import org.polyptych.physics.Motion;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * Several scans as one, and the way back.
 *
 * @param scan the frames of all, one scan after the other
 * @param parts the scans
 */
public record Together(Scan scan, List<Part> parts) {
    public Together {
        parts = List.copyOf(parts);
    }

    /**
     * One of the scans.
     *
     * @param scan in its own coordinates, with the common mask
     * @param first index of its first frame among all
     * @param window where its object lies on the common one; all of it, in common coordinates, where they share it
     * @param beam which variation of the probe is its own
     */
    public record Part(Scan scan, int first, Optional<Window> window, int beam) {}

    /** The result of every scan, in its own coordinates. */
    public List<Result> split(Result whole) {
        return IntStream.range(0, parts.size()).mapToObj(k -> part(whole, k)).toList();
    }

    private Result part(Result whole, int k) {
        Part part = parts.get(k);
        Scan own = part.scan();
        int from = part.first();
        int to = from + own.frames().count();
        Result.Provenance made = whole.provenance();
        Positions positions = cut(whole.positions(), from, to);
        Probe probe = own(whole, part);
        return new Result(
                part.window().map(w -> w.of(whole.specimen())).orElse(whole.specimen()),
                probe,
                part.window().map(w -> w.of(positions)).orElse(positions),
                part.window()
                        .map(w -> w.of(whole.illumination(), whole.specimen()))
                        .orElseGet(() -> Illumination.of(whole.specimen(), probe, positions)),
                whole.losses(),
                new Result.Provenance(
                        own.name(),
                        own.source(),
                        own.geometry(),
                        made.engine(),
                        made.lossName(),
                        made.iterations(),
                        made.seed(),
                        made.settings(),
                        made.program(),
                        made.machine(),
                        made.started(),
                        made.seconds(),
                        made.stopped(),
                        made.resumed(),
                        made.identity()),
                part.window().isPresent() && whole.conditions().weights() != null
                        ? cut(whole.conditions(), from, to)
                                .withWeights(
                                        Arrays.copyOfRange(whole.conditions().weights(), from, to))
                        : cut(whole.conditions(), from, to),
                whole.refinedFrom()
                        .map(all -> cut(all, from, to))
                        .map(nominal -> part.window().map(w -> w.of(nominal)).orElse(nominal)),
                whole.found(),
                // it is that of the whole object, not of a window on it
                part.window().isPresent() ? Optional.empty() : whole.representation(),
                part.window().isEmpty()
                        ? whole.deviation()
                        : whole.deviation().map(image -> part.window().get().of(image, whole.specimen())));
    }

    /** The probe of a scan, by itself. */
    private static Probe own(Result whole, Part part) {
        return part.window().isPresent()
                ? whole.probe()
                : whole.probe().variation(part.beam()).orthogonalised();
    }

    private static Positions cut(Positions all, int from, int to) {
        return new Positions(Arrays.copyOfRange(all.y(), from, to), Arrays.copyOfRange(all.x(), from, to));
    }

    private static Conditions cut(Conditions all, int from, int to) {
        Conditions some = new Conditions(null, all.background(), null).withUpsample(all.upsample());
        if (all.motion() != null) {
            Motion motion = all.motion();
            some = some.withMotion(new Motion(
                    Arrays.copyOfRange(motion.y(), from, to),
                    Arrays.copyOfRange(motion.x(), from, to),
                    motion.parts()));
        }
        if (all.descan() != null) {
            some = some.withDescan(new Descan(
                    Arrays.copyOfRange(all.descan().y(), from, to),
                    Arrays.copyOfRange(all.descan().x(), from, to)));
        }
        return all.intensity() == null ? some : some.withIntensity(Arrays.copyOfRange(all.intensity(), from, to));
    }

    /** One scan of all frames, in the places given. */
    static Scan joined(
            List<Scan> scans, Positions positions, Optional<Probe> probe, List<String> notes, Optional<int[]> beams) {
        Scan first = scans.getFirst();
        boolean[] mask = mask(scans);
        List<String> all = new ArrayList<>(notes);
        for (int k = 0; k < scans.size(); k++) {
            int bad = 0;
            for (int i = 0; i < mask.length; i++) {
                bad += scans.get(k).mask()[i] && !mask[i] ? 1 : 0;
            }
            if (bad > 0) {
                all.add(String.format(
                        Locale.ROOT, "scan %d: %d pixels are masked that are bad in another of the scans", k + 1, bad));
            }
        }
        for (int k = 0; k < scans.size(); k++) {
            for (String note : scans.get(k).notes()) {
                all.add("scan " + (k + 1) + ": " + note);
            }
        }
        return new Scan(
                String.join(" + ", scans.stream().map(Scan::name).toList()),
                String.join(" + ", scans.stream().map(Scan::source).toList()),
                first.geometry(),
                new JoinedFrames(scans.stream().map(Scan::frames).toList()),
                mask,
                positions,
                probe,
                Optional.empty(),
                Optional.empty(),
                all,
                first.background(),
                beams);
    }

    /** True where a pixel is good in all. */
    static boolean[] mask(List<Scan> scans) {
        boolean[] mask = scans.getFirst().mask().clone();
        for (Scan scan : scans) {
            for (int i = 0; i < mask.length; i++) {
                mask[i] &= scan.mask()[i];
            }
        }
        return mask;
    }
}
