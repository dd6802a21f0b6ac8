package org.polyptych.electron.direct;

import java.util.Optional;
import org.polyptych.core.BadInputException;
import org.polyptych.engines.Engine;
import org.polyptych.engines.Problem;
import org.polyptych.engines.StepReport;
import org.polyptych.physics.ElectronGeometry;

/**
 * An engine whose first iteration does everything; further ones change nothing.
 *
 * @param name as it is typed
 */
record DirectEngine(String name, DirectMethod method) implements Engine<DirectState> {
    @Override
    public DirectState init(Problem problem) {
        if (!(problem.scan().geometry() instanceof ElectronGeometry geometry) || !(geometry.wavelength() > 0)) {
            throw new BadInputException(
                    "engine " + name + " is for 4D-STEM, and " + problem.scan().source()
                            + " is not of electrons with a known voltage; set file.beam=electron and file.energy if it is");
        }
        problem.requireOneSliceAndLight();
        return new DirectState(problem);
    }

    @Override
    public StepReport step(DirectState state) {
        Optional<String> note = Optional.empty();
        if (state.completed() == 0) {
            DirectMethod.Solution solution = method.solve(state.problem());
            state.take(solution);
            note = solution.note().map(said -> name + ": " + said);
        }
        return state.report(note);
    }

    @Override
    public String lossName() {
        return "squared amplitude error of object and probe, relative to the counts";
    }
}
