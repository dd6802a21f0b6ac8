package org.polyptych.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> ENGINES = List.of("dm", "rpie", "lsqml", "raar");

    @Test
    void findsWhatWasMeant() {
        assertThat(NearestName.of("rpei", ENGINES)).isEqualTo("rpie");
        assertThat(NearestName.of("RPIE", ENGINES)).isEqualTo("rpie");
        assertThat(NearestName.of("lsqm", ENGINES)).isEqualTo("lsqml");
        assertThat(NearestName.of("rpie", ENGINES)).isEqualTo("rpie");
    }

    @Test
    void equalDistancesGoByTheAlphabetSoThatTheAnswerIsAlwaysTheSame() {
        assertThat(NearestName.of("ab", List.of("ad", "ac"))).isEqualTo("ac");
        assertThat(NearestName.of("ab", List.of("ac", "ad"))).isEqualTo("ac");
    }

    @Test
    void whereNothingIsKnownNothingIsFound() {
        assertThat(NearestName.of("rpie", List.of())).isEmpty();
        assertThat(NearestName.of("", ENGINES)).isEqualTo("dm");
    }
}
