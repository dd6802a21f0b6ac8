package org.polyptych.bench.ptyinr;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.bench.cells.Recipe;
import org.polyptych.bench.cells.Recipes;

/**
 * One run of the PtyINR protocol.
 *
 * @param setup what is scanned and what is known
 * @param start where the run begins
 * @param recipe the method with all its settings
 */
record Cell(Setup setup, Start start, Recipe recipe) {
    /** The network that is run with three seeds. */
    private static final String NETWORK_REPEATED = "ptyinr-fast";

    /** The one that starts from a random probe alone. */
    private static final String NETWORK_RANDOM = "ptyinr-fast-hash";

    /** What of the pixels is run from varied starts too. */
    private static final String PIXELS_REPEATED = "ad-long";

    /**
     * Every cell of the tables, the quick ones first: with nothing known both objects, with the probe or the object known
     * the tungsten, and that once in partly coherent light on finer pixels.
     */
    static List<Cell> all(Recipes recipes) {
        List<Cell> cells = new ArrayList<>();
        for (Setup setup : setups()) {
            for (String name : recipes.names()) {
                recipes.recipe(name, setup.traits())
                        .ifPresent(recipe ->
                                starts(setup, recipe).forEach(start -> cells.add(new Cell(setup, start, recipe))));
            }
        }
        return cells;
    }

    private static List<Setup> setups() {
        List<Setup> setups = new ArrayList<>();
        for (TestObject object : TestObject.SCORED) {
            Setup.STEPS.reversed().forEach(step -> setups.add(Setup.clean(object, step, Setup.Known.NOTHING)));
        }
        for (Setup.Known known : List.of(Setup.Known.PROBE, Setup.Known.OBJECT)) {
            Setup.STEPS.reversed().forEach(step -> setups.add(Setup.clean(TestObject.TUNGSTEN, step, known)));
        }
        setups.add(Setup.partial(TestObject.TUNGSTEN, 32));
        for (TestObject object : TestObject.SCORED) {
            Setup.NOISES.forEach(noise -> setups.add(Setup.noisy(object, noise)));
        }
        return setups;
    }

    /** With little overlap and nothing known it matters where a run begins: there it begins in several places. */
    private static List<Start> starts(Setup setup, Recipe recipe) {
        List<Start> starts = new ArrayList<>(List.of(Start.OWN));
        boolean sparse = setup.step() != Setup.STEPS.getFirst();
        if (sparse && setup.known() == Setup.Known.NOTHING && setup.light() == Setup.Light.COHERENT) {
            if (recipe.name().equals(NETWORK_REPEATED)) {
                starts = new ArrayList<>(Start.repeated(Start.Kind.OWN));
            }
            if (recipe.name().equals(PIXELS_REPEATED)) {
                starts.addAll(Start.repeated(Start.Kind.VARIED));
            }
            if (recipe.name().equals(NETWORK_RANDOM)) {
                starts.clear();
            }
            if (!recipe.engines().contains(CellTask.NETWORK) || recipe.name().equals(NETWORK_RANDOM)) {
                starts.addAll(Start.repeated(Start.Kind.RANDOM));
            }
        }
        return starts;
    }

    /** Names the file that keeps what came out. */
    String id() {
        return setup.id() + start.id() + "-" + recipe.name();
    }
}
