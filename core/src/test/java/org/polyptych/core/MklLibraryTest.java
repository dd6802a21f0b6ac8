package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MklLibraryTest {
    /** Tried with the library: asked for layer 0 after 3 it answers 3, and its first use of GNU's threads ends the process. */
    @Test
    void it_is_not_used_where_its_threads_are_not_its_own() {
        assertThatCode(() -> MklLibrary.Functions.requireOwnThreads(0)).doesNotThrowAnyException();
        for (int other : new int[] {-1, 1, 3}) {
            assertThatThrownBy(() -> MklLibrary.Functions.requireOwnThreads(other))
                    .isInstanceOf(IllegalStateException.class) // which makes it unavailable
                    .hasMessageContaining("layer is " + other);
        }
    }
}
