package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;

import org.polyptych.core.Snapshot;
import org.polyptych.physics.Scan;

/** A run that is saved, restored in another session and goes on, beside one that was never interrupted. */
final class SavedAndResumed {
    private SavedAndResumed() {}

    /**
     * Both must end with the same bits.
     *
     * @param recipe of two probe modes or more
     * @param stop iterations before the run is saved
     * @param total iterations in all
     */
    static void assertSameAsUninterrupted(Reconstruction recipe, Scan scan, int stop, int total) {
        Snapshot saved;
        try (EngineSession session = recipe.begin(scan)) {
            for (int k = 0; k < stop; k++) {
                session.step();
            }
            saved = session.save();
        }
        try (EngineSession whole = recipe.begin(scan);
                EngineSession resumed = recipe.begin(scan)) {
            resumed.restore(saved);
            assertThat(resumed.completed()).isEqualTo(stop);
            for (int k = 0; k < total; k++) {
                whole.step();
            }
            for (int k = stop; k < total; k++) {
                resumed.step();
            }
            assertThat(resumed.completed()).isEqualTo(total);
            assertThat(resumed.state().specimen().image().re())
                    .isEqualTo(whole.state().specimen().image().re());
            assertThat(resumed.state().probe().mode(1).im())
                    .isEqualTo(whole.state().probe().mode(1).im());
        }
    }
}
