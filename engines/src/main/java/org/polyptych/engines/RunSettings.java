package org.polyptych.engines;

import org.polyptych.core.settings.Setting;
import org.polyptych.physics.prepare.DataSettings;

/**
 * What every engine is told, whatever its method.
 *
 * @param data group {@code data}
 * @param probe group {@code probe}
 * @param object group {@code object}
 * @param positions group {@code positions}
 * @param seed of every random choice
 */
public record RunSettings(
        DataSettings data, ProbeSettings probe, ObjectSettings object, PositionSettings positions, long seed) {

    /** Where the starting probe or object comes from. */
    public enum Start {
        /** The file's where it has one and may be used, else the data. */
        AUTO,
        /** The file's; an error where it has none. */
        FILE,
        /** Made from the mean pattern and the geometry (probe), flat (object). */
        DATA
    }

    /** Settings of the probe. */
    public record ProbeSettings(
            @Setting(value = "1", doc = "number of mutually incoherent probe modes")
            int modes,

            @Setting(value = "false", doc = "true: the given probe is right and stays exactly as it is")
            boolean known,

            @Setting(
                    value = "auto",
                    doc = "start of the probe: file (rescaled to the counts), data (from the mean pattern), or"
                            + " auto (file where there is one)")
            Start start) {
        public ProbeSettings {
            if (modes < 1 || modes > 100) {
                throw new IllegalArgumentException("modes must be 1 to 100, got " + modes);
            }
        }
    }

    /** Settings of the object. */
    public record ObjectSettings(
            @Setting(value = "false", doc = "true: the given object is right and stays exactly as it is")
            boolean known,

            @Setting(
                    value = "data",
                    doc = "start of the object: data (flat, 1 everywhere), file, or auto (the same as data)")
            Start start,

            @Setting(value = "2", doc = "pixels added around the scanned area on each side")
            int margin) {
        public ObjectSettings {
            if (margin < 1 || margin > 10000) {
                throw new IllegalArgumentException("margin must be 1 to 10000 pixels, got " + margin);
            }
        }
    }

    /** Settings of the positions. */
    public record PositionSettings(
            @Setting(
                    value = "false",
                    doc = "true: round to whole pixels, faster and coarser; false: honour the fraction by a"
                            + " Fourier shift of the probe")
            boolean round) {}
}
