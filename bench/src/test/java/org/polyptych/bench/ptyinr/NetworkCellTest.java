package org.polyptych.bench.ptyinr;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.polyptych.bench.cells.CellResult;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.core.SharedData;

/** A network too small to find anything, for a few iterations: that its cells run and that its starts differ. */
class NetworkCellTest {
    private static final Recipe TINY = new Recipe(
            "ptyinr-tiny",
            "ptyinr",
            4,
            Map.of("ptyinr.preset", "fast", "ptyinr.width", "16", "ptyinr.hidden", "1", "ptyinr.decayOver", "0"));

    private static CellResult run(Start start) {
        Path data = SharedData.file("objects/tungsten_surrogate_241.npy")
                .getParent()
                .getParent();
        Setup setup = Setup.clean(TestObject.TUNGSTEN, 45, Setup.Known.NOTHING);
        return new CellTask(new Cell(setup, start, TINY), new CellTask.Where(data, 1, "test", Optional.empty())).run();
    }

    @Test
    void aNetworksCellIsScoredTwiceAndSaysItsStart() {
        CellResult own = run(Start.OWN);
        CellResult random = run(new Start(Start.Kind.RANDOM, 1));

        assertThat(own.iterations()).isEqualTo(4);
        assertThat(own.scores()).containsKeys("object.amplitude.psnr", "raster_removed.object.amplitude.psnr");
        assertThat(own.settings()).containsEntry("ptyinr.start", "data");
        assertThat(random.settings()).containsEntry("ptyinr.start", "random");
        assertThat(random.loss()).isNotEqualTo(own.loss());
    }

    @Test
    void theSeedDecidesTheNetwork() {
        CellResult one = run(Start.OWN);

        assertThat(run(Start.OWN).loss()).isEqualTo(one.loss());
        assertThat(run(new Start(Start.Kind.OWN, 2)).loss()).isNotEqualTo(one.loss());
    }
}
