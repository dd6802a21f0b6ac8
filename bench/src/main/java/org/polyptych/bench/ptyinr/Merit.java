package org.polyptych.bench.ptyinr;

import java.util.OptionalDouble;
import org.polyptych.bench.cells.CellResult;

/**
 * By which figure candidates are put in order: PSNR of the object's amplitude plus PSNR of its phase with the ramp
 * removed, in dB, of the protocol {@code ptyinr}. The ramp cannot be known from the data, and would decide otherwise.
 */
final class Merit {
    static final String SAID = "amplitude PSNR + phase PSNR with the ramp removed (dB)";

    private Merit() {}

    /** Empty if the run failed. */
    static OptionalDouble of(CellResult result) {
        OptionalDouble amplitude = result.score("object.amplitude.psnr");
        OptionalDouble phase = result.score("object.phase.psnr.ramp_removed");
        return amplitude.isPresent() && phase.isPresent()
                ? OptionalDouble.of(amplitude.getAsDouble() + phase.getAsDouble())
                : OptionalDouble.empty();
    }
}
