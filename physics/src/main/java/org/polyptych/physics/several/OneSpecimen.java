package org.polyptych.physics.several;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;

/**
 * Scans of one specimen in one system of coordinates, each with a beam of its own: every scan's probe is a variation, and
 * every frame has seen exactly one.
 */
public final class OneSpecimen {
    private OneSpecimen() {}

    /**
     * Puts the scans one on the other, where their positions say.
     *
     * @param scans prepared; of one energy, pixel size and frame size
     * @throws org.polyptych.core.BadInputException if the scans do not agree
     */
    public static Together of(List<Scan> scans) {
        Alike.check(scans);
        boolean[] mask = Together.mask(scans);
        List<String> notes = new ArrayList<>();
        notes.add("share=object: " + scans.size()
                + " scans of one object, each with a probe of its own; their positions are"
                + " taken as they stand, in one system of coordinates: a shift between the scans is taken up by the probe"
                + " of one, as far as its window reaches, and a rotation or another scale by nothing");
        List<Together.Part> parts = new ArrayList<>();
        double[] y = scans.stream()
                .flatMapToDouble(scan -> Arrays.stream(scan.positions().y()))
                .toArray();
        double[] x = scans.stream()
                .flatMapToDouble(scan -> Arrays.stream(scan.positions().x()))
                .toArray();
        int[] beams = new int[y.length];
        int first = 0;
        for (int k = 0; k < scans.size(); k++) {
            Scan scan = scans.get(k);
            int count = scan.frames().count();
            Arrays.fill(beams, first, first + count, k);
            parts.add(new Together.Part(scan.withMask(mask), first, Optional.empty(), k));
            notes.add("scan " + (k + 1) + ": '" + scan.name() + "', " + count + " frames");
            first += count;
        }
        return new Together(
                Together.joined(scans, new Positions(y, x), start(scans, notes), notes, Optional.of(beams)), parts);
    }

    /** The probes that the scans came with, if all did, each with its strongest modes, as many as all have. */
    private static Optional<Probe> start(List<Scan> scans, List<String> notes) {
        List<Probe> found =
                scans.stream().flatMap(scan -> scan.probe().stream()).toList();
        if (found.size() < scans.size()) {
            if (!found.isEmpty()) {
                notes.add("share=object: not every scan came with a probe, so that all are made from the data");
            }
            return Optional.empty();
        }
        int modes = found.stream().mapToInt(Probe::modes).min().orElseThrow();
        return Optional.of(Probe.ofVariations(found.stream()
                .map(probe -> Probe.of(IntStream.range(0, modes)
                        .mapToObj(probe.orthogonalised()::mode)
                        .toArray(ComplexImage[]::new)))
                .toList()));
    }
}
