package org.polyptych.io.frames;

import java.util.Arrays;
import java.util.List;
import org.polyptych.io.Metadata;
import org.polyptych.io.ReadOut;
import org.polyptych.io.StoredAmplitudes;
import org.polyptych.physics.Frames;

/**
 * What numbers are of which their format says nothing: counts, unless a person says amplitudes ({@code file.values}).
 *
 * @param amplitudes square roots of counts
 * @param said whether a person said it
 */
public record OpenValues(boolean amplitudes, boolean said) {
    public static OpenValues of(Metadata metadata) {
        return new OpenValues(
                metadata.amplitudes().orElse(false), metadata.amplitudes().isPresent());
    }

    /** For a note: what they are taken for. */
    public String text() {
        return (amplitudes ? "amplitudes (square roots of counts)" : "counts") + (said ? " (file.values)" : "");
    }

    /** For a note: also what is done with readings below 0. */
    public String textWithNoise() {
        return text() + (amplitudes ? "" : "; readings below 0 as 0");
    }

    /** Readings of counts below 0 are noise about a dark level; amplitudes below 0 there are none. */
    public Frames frames(StoredFrames stored) {
        return amplitudes ? new AmplitudeFrames(stored) : new CountFrames(stored, CountFrames.Below.ZERO);
    }

    /** The same, with pixels that carry a detector's mark left out. */
    public Frames frames(StoredFrames stored, boolean[] good) {
        return amplitudes ? new AmplitudeFrames(stored) : new CountFrames(stored, CountFrames.Below.ZERO, good);
    }

    /** True where a pixel is good: amplitudes are not as a detector writes them, and have no marks. */
    public boolean[] good(StoredFrames stored, List<String> notes) {
        if (!amplitudes) {
            return DetectorMarks.good(stored, notes);
        }
        boolean[] good = new boolean[stored.rows() * stored.columns()];
        Arrays.fill(good, true);
        return good;
    }

    public ReadOut readOut() {
        return amplitudes ? new StoredAmplitudes(false) : ReadOut.counts();
    }
}
