package org.polyptych.bench.ptyinr;

import java.util.OptionalDouble;
import org.polyptych.bench.cells.CellResult;

/**
 * By which figure candidates are put in order: PSNR of the object's amplitude plus PSNR of its phase with the ramp
 * removed, in dB, of the protocol {@code ptyinr}. The ramp cannot be known from the data, and would decide otherwise.
 */
enum Merit {
    /** Of the run as it is. */
    AS_IS(""),
    /** With the raster's factor removed. */
    REMOVED(CellScores.REMOVED);

    static final String SAID = "amplitude PSNR + phase PSNR with the ramp removed (dB)";

    private final String prefix;

    Merit(String prefix) {
        this.prefix = prefix;
    }

    /** Empty if the run failed, or has no such figures. */
    OptionalDouble of(CellResult result) {
        OptionalDouble amplitude = result.score(prefix + "object.amplitude.psnr");
        OptionalDouble phase = result.score(prefix + "object.phase.psnr.ramp_removed");
        return amplitude.isPresent() && phase.isPresent()
                ? OptionalDouble.of(amplitude.getAsDouble() + phase.getAsDouble())
                : OptionalDouble.empty();
    }

    /** With the raster's factor removed where there is one, else as it is. */
    static OptionalDouble best(CellResult result) {
        OptionalDouble removed = REMOVED.of(result);
        return removed.isPresent() ? removed : AS_IS.of(result);
    }
}
