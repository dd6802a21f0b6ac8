package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new ArrayList<>();

    private AutoCloseable resource(String name) {
        return () -> closed.add(name);
    }

    @Test
    void whatWasOpenedBeforeAFailureIsClosedLastFirst() {
        assertThatThrownBy(() -> {
                    try (Opened opened = new Opened()) {
                        opened.add(resource("first"));
                        opened.add(resource("second"));
                        throw new OutOfMemoryError("no room");
                    }
                })
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(closed).containsExactly("second", "first");
    }

    @Test
    void whatIsKeptStaysOpen() {
        try (Opened opened = new Opened()) {
            opened.add(resource("first"));
            opened.keep();
        }
        assertThat(closed).isEmpty();
    }

    @Test
    void aFailureToCloseDoesNotKeepTheOthersOpen() {
        assertThatThrownBy(() -> {
                    try (Opened opened = new Opened()) {
                        opened.add(resource("first"));
                        opened.add(() -> {
                            throw new IllegalStateException("stuck");
                        });
                    }
                })
                .hasRootCauseMessage("stuck");
        assertThat(closed).containsExactly("first");
    }

    @Test
    void openPlansAreCounted() {
        Assumptions.assumeTrue(FftLibrary.selected() == FftLibrary.MKL, "MKL is not here");
        int before = MklPlan.openPlans();
        try (FftPasses passes = new MklFftPasses(16, 16, 2)) {
            assertThat(passes.parts()).isEqualTo(2);
            assertThat(MklPlan.openPlans()).isEqualTo(before + 4);
        }
        assertThat(MklPlan.openPlans()).isEqualTo(before);
    }
}
