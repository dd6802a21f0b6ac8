package org.polyptych.physics.several;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Scan;

/** One scan that lies in several files: one beam, one specimen, one system of coordinates. */
public final class InParts {
    private InParts() {}

    /**
     * The parts one after the other, with the probe, the object and, if frames are where it says, the truth of the first.
     *
     * @param source what holds them all
     * @throws org.polyptych.core.BadInputException if the parts do not agree; the line says which does not
     */
    public static Scan of(String source, List<Scan> parts) {
        Alike.check(parts);
        Scan first = parts.getFirst();
        Set<String> notes = new LinkedHashSet<>();
        parts.forEach(part -> notes.addAll(part.notes()));
        return new Scan(
                first.name(),
                source,
                first.geometry(),
                new JoinedFrames(parts.stream().map(Scan::frames).toList()),
                Together.mask(parts),
                new Positions(
                        parts.stream()
                                .flatMapToDouble(
                                        part -> Arrays.stream(part.positions().y()))
                                .toArray(),
                        parts.stream()
                                .flatMapToDouble(
                                        part -> Arrays.stream(part.positions().x()))
                                .toArray()),
                first.probe(),
                first.specimen(),
                first.truth().filter(truth -> truth.positions().isEmpty()),
                new ArrayList<>(notes),
                first.background(),
                Optional.empty());
    }
}
