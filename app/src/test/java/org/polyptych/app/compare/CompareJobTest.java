package org.polyptych.app.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polyptych.app.KnownScan;
import org.polyptych.app.report.CompareData;
import org.polyptych.app.report.CompareEntry;

class CompareJobTest {
    @TempDir
    private Path folder;

    private CompareOpened opened;

    @BeforeEach
    void open() {
        opened = CompareOpened.of(new CompareRequest(
                KnownScan.write(folder).toString(),
                List.of("rpie", "dm"),
                OptionalInt.of(6),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                OptionalInt.of(2),
                false));
    }

    private CompareData run(String name, BooleanSupplier interrupt) {
        return CompareJob.run(
                opened, folder.resolve(name), false, "test", new PrintWriter(new StringWriter()), interrupt);
    }

    @Test
    void an_interrupted_comparison_goes_on_to_what_it_would_have_been() {
        AtomicInteger asked = new AtomicInteger();
        CompareData part = run("a", () -> asked.incrementAndGet() > 4);
        assertThat(part.entries())
                .extracting(CompareEntry::state)
                .containsExactly(CompareEntry.State.INTERRUPTED, CompareEntry.State.NOT_RUN);
        assertThat(part.entries().getFirst().reason()).startsWith("interrupted after iteration 3 of 6");

        CompareData whole = run("a", () -> false);
        CompareData straight = run("b", () -> false);
        for (int k = 0; k < 2; k++) {
            CompareEntry one = whole.entries().get(k);
            CompareEntry other = straight.entries().get(k);
            assertThat(one.state()).isEqualTo(CompareEntry.State.DONE);
            assertThat(one.commonLoss()).isEqualTo(other.commonLoss());
            assertThat(one.curve().iterations()).isEqualTo(other.curve().iterations());
            assertThat(one.curve().losses()).isEqualTo(other.curve().losses());
        }
    }

    @Test
    void a_chain_is_asked_for_its_engines_and_gets_a_plain_folder() {
        assertThat(Contender.names("dm*50,rpie*100,dm*5")).containsExactly("dm", "rpie");
        assertThat(new Contender("dm*50,rpie*100", null).folder()).isEqualTo("dm50+rpie100");
    }

    @Test
    void the_sample_is_the_same_for_all_and_has_no_frame_twice() {
        int[] sample = CommonLoss.sample(opened.first().scan(), 7);

        assertThat(sample)
                .isEqualTo(CommonLoss.sample(opened.first().scan(), 7))
                .isSorted();
        assertThat(sample).doesNotHaveDuplicates().hasSize(64);
    }
}
