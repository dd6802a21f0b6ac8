package org.polyptych.physics.protocol;

import java.util.Locale;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Probe;
import org.polyptych.physics.metrics.Displacement;
import org.polyptych.physics.metrics.SubspaceAngles;

/** The figures of a beam of several modes: which space they span, and how strong they are. */
final class ModesCompared {
    private ModesCompared() {}

    /**
     * Writes the figures where the truth has several modes.
     *
     * @param common what object and probe have in common, to be taken out of each mode
     */
    static void score(Comparison comparison, Displacement common, Evaluation.Sheet sheet) {
        if (comparison.modes().isEmpty()
                || comparison.trueModes().isEmpty()
                || comparison.trueModes().get().modes() < 2) {
            return;
        }
        SubspaceAngles spaces = SubspaceAngles.between(
                moved(comparison.modes().get(), common), comparison.trueModes().get());
        sheet.score(
                "probe.modes.captured",
                spaces.captured(),
                "",
                "part of the true beam's power that lies in the space of the modes found");
        for (int k = 0; k < spaces.angles().length; k++) {
            sheet.score(
                    "probe.modes.angle." + (k + 1),
                    Math.toDegrees(spaces.angles()[k]),
                    "deg",
                    "principal angle " + (k + 1) + " between the spaces of the modes found and the true ones");
        }
        shares("found", spaces.foundPower(), sheet);
        shares("true", spaces.truePower(), sheet);
        if (spaces.foundPower().length != spaces.truePower().length) {
            sheet.note(String.format(
                    Locale.ROOT,
                    "%d modes were found and the truth has %d: there are as many principal angles as the fewer of them",
                    spaces.foundPower().length,
                    spaces.truePower().length));
        }
    }

    private static void shares(String whose, double[] powers, Evaluation.Sheet sheet) {
        double total = 0;
        for (double power : powers) {
            total += power;
        }
        for (int k = 0; k < powers.length; k++) {
            sheet.score(
                    "probe.modes.power." + whose + "." + (k + 1),
                    powers[k] / total,
                    "",
                    "part of the power in orthogonal mode " + (k + 1)
                            + (whose.equals("true") ? " of the truth" : " of the result"));
        }
    }

    private static Probe moved(Probe probe, Displacement common) {
        ComplexImage[] modes = new ComplexImage[probe.modes()];
        for (int m = 0; m < modes.length; m++) {
            modes[m] = common.undone(probe.mode(m));
        }
        return Probe.of(modes);
    }
}
