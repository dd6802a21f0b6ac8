package org.polyptych.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.polyptych.physics.ElectronGeometry;
import org.polyptych.physics.Frames;
import org.polyptych.physics.Geometry;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Probe;
import org.polyptych.physics.Scan;
import org.polyptych.physics.Specimen;

/**
 * What a scan needs besides its frames, from {@link Metadata}.
 *
 * @param geometry pixel sizes, energy, distance
 * @param positions one a frame
 * @param notes what was found, set and assumed, a line each
 */
public record Completed(Geometry geometry, Positions positions, List<String> notes) {
    /** The scan of these frames, every pixel of them good, without a probe. */
    public Scan scan(Path file, Frames frames) {
        boolean[] mask = new boolean[frames.rows() * frames.columns()];
        Arrays.fill(mask, true);
        return scan(file, frames, mask);
    }

    /** The scan of these frames, without a probe. */
    public Scan scan(Path file, Frames frames, boolean[] mask) {
        return scan(stem(file), file, frames, mask, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The scan of these frames, with warnings where frames or positions cannot be what they are taken for; each note once.
     *
     * @param mask true where a detector pixel is good
     * @param probe one that was found ({@link FoundProbe})
     * @param specimen one that was found, on its own pixels
     * @param truth where the scan is simulated
     */
    public Scan scan(
            String name,
            Path file,
            Frames frames,
            boolean[] mask,
            Optional<Probe> probe,
            Optional<Specimen> specimen,
            Optional<Scan.Truth> truth) {
        List<String> all = new ArrayList<>(notes);
        PatternCentre.warning(frames).ifPresent(all::add);
        if (geometry instanceof ElectronGeometry) {
            PatternCentre.offCentre(frames).ifPresent(all::add);
        }
        PositionRange.noteUnits(positions, geometry, all);
        PositionRange.noteStep(positions, geometry, all);
        return new Scan(
                name,
                file.toString(),
                geometry,
                frames,
                mask,
                positions,
                probe,
                specimen,
                truth,
                List.copyOf(new LinkedHashSet<>(all)));
    }

    /** The file's name without its ending. */
    public static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }
}
