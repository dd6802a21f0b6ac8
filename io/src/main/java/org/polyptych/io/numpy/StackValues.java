package org.polyptych.io.numpy;

import org.polyptych.io.Metadata;
import org.polyptych.io.NpyType;
import org.polyptych.io.ReadOut;
import org.polyptych.io.StoredAmplitudes;
import org.polyptych.physics.Frames;

/** Whether the numbers of an array are counts or amplitudes: said by a person, else by their type; always noted. */
final class StackValues {
    private StackValues() {}

    /**
     * @param name of the array
     * @param floatsAreAmplitudes what the format keeps in floating-point numbers
     */
    static ReadOut of(NpyType type, boolean floatsAreAmplitudes, String name, Metadata metadata) {
        boolean amplitudes = metadata.amplitudes().orElse(type.isFloat() && floatsAreAmplitudes);
        String why = metadata.amplitudes().isPresent()
                ? " (file.values)"
                : type.isFloat()
                        ? ", as this format has floating-point numbers; file.values="
                                + (amplitudes ? "counts" : "amplitudes") + " if not"
                        : ", as whole numbers are; file.values=amplitudes if not";
        metadata.note("patterns: '" + name + "' (" + type.name().toLowerCase(java.util.Locale.ROOT) + ") taken as "
                + (amplitudes ? "amplitudes (square roots of counts)" : "counts") + why);
        return amplitudes ? new StoredAmplitudes(false) : ReadOut.counts();
    }

    /** Where the zero frequency is read, and a warning where amplitudes look like counts. */
    static void note(Frames frames, ReadOut readOut, Metadata metadata) {
        metadata.note("patterns: zero frequency at pixel (" + frames.rows() / 2 + ", " + frames.columns() / 2 + ")");
        if (readOut instanceof StoredAmplitudes && isWhole(frames.frame(0))) {
            metadata.note(
                    "warning: the amplitudes of the first frame are whole numbers, as counts are; file.values=counts"
                            + " if they are");
        }
    }

    private static boolean isWhole(float[] frame) {
        float most = 0;
        for (float value : frame) {
            if (value != Math.rint(value)) {
                return false;
            }
            most = Math.max(most, value);
        }
        return most > 1;
    }
}
