package org.polyptych.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RandomStream;
import org.polyptych.core.settings.SettingsReader;
import org.polyptych.engines.refine.PositionSettings;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;
import org.polyptych.physics.SimulatedScan;

/** Whatever settings are legal, an engine gives numbers or says in one line that it cannot. */
class LegalSettingsTest {
    private static final int RECIPES = 40;
    private static final int ITERATIONS = 3;

    static Stream<String> engines() {
        return Engines.all().stream()
                .filter(provider -> !provider.getClass().getPackageName().endsWith(".example"))
                .map(EngineProvider::name);
    }

    private static List<Scan> tinyScans() {
        return List.of(
                SimulatedScan.wellPosed().side(16).frames(3).noisy().scan(),
                SimulatedScan.wellPosed().side(15).frames(3).subPixel().modes(2).scan(),
                // a few counts in a frame
                SimulatedScan.wellPosed().side(16).frames(2).counts(40).noisy().scan());
    }

    private static void add(Map<String, String> all, String group, Class<? extends Record> type, RandomStream random) {
        RandomSettings.of(type, random).forEach((key, value) -> all.put(group + "." + key, value));
    }

    @ParameterizedTest
    @MethodSource("engines")
    void legalSettingsNeverGiveNanUnnoticed(String engine) {
        List<Scan> scans = tinyScans();
        int finished = 0;
        for (int k = 0; k < RECIPES; k++) {
            RandomStream random = new RandomStream(12, k);
            Map<String, String> all = new HashMap<>();
            add(all, engine, Engines.named(engine).settingsType(), random);
            add(all, "probe", RunSettings.ProbeSettings.class, random);
            add(all, "object", RunSettings.ObjectSettings.class, random);
            add(all, "positions", PositionSettings.class, random);
            all.keySet()
                    .removeAll(List.of(
                            "probe.known",
                            "object.known",
                            "object.start",
                            "object.slices",
                            "object.sliceSpacing",
                            "object.tiltY",
                            "object.tiltX",
                            "object.modes"));
            // a defocus is of a probe made from the data
            if (all.containsKey("probe.defocus")) {
                all.put("probe.start", "data");
            }
            // positions are not refined where a raster's factor is taken out, nor with a probe that varies
            if ("true".equals(all.get("positions.refine"))) {
                all.keySet().removeAll(List.of("object.rasterNull", "probe.variations"));
            }
            dropWhatAKindRefuses(all);
            Set<Capability> can = Engines.named(engine).capabilities();
            if (!can.contains(Capability.VARIATIONS)) {
                all.remove("probe.variations");
            }
            if (can.contains(Capability.MULTISLICE) && k % 2 == 0) {
                all.putAll(Map.of("object.slices", "2", "object.sliceSpacing", "1e-6"));
                all.putAll(k % 4 == 0 ? Map.of("object.tiltY", "0.01", "object.tiltX", "-0.02") : Map.of());
                all.remove("rpie.batch"); // slices take frames one by one
            } else {
                all.remove("ad.fitSpacing");
            }
            if (can.contains(Capability.FLY_SCAN)) {
                all.put("fly.length", "1e-8");
            }
            Scan scan = scans.get(k % scans.size());
            try {
                Result result = Reconstruction.with(engine, all, ITERATIONS, k, 1 + k % 2)
                        .run(scan, Observer.NONE);
                assertThat(result.losses()).as("%s", all).hasSize(ITERATIONS);
                for (double loss : result.losses()) {
                    assertThat(loss).as("%s", all).isFinite().isNotNegative();
                }
                assertThat(result.specimen().image().isFinite())
                        .as("object with %s", all)
                        .isTrue();
                for (int m = 0; m < result.probe().modes(); m++) {
                    assertThat(result.probe().mode(m).isFinite())
                            .as("probe with %s", all)
                            .isTrue();
                }
                finished++;
            } catch (BadInputException e) {
                assertThat(e.getMessage()).as("%s", all).contains("diverged").doesNotContain("\n");
            }
        }
        assertThat(finished).isGreaterThan(RECIPES / 2);
    }

    /** Half a million, a negative number, nothing, a word: whatever is refused names the key. */
    @ParameterizedTest
    @MethodSource("engines")
    void whatIsRefusedNamesTheKey(String engine) {
        int refused = 0;
        for (RecordComponent component :
                SettingsReader.components(Engines.named(engine).settingsType())) {
            String key = engine + "." + component.getName();
            for (String value : new String[] {"-1", "-1e-9", "NaN", "Infinity", "many", "", "0.5.1"}) {
                try {
                    Reconstruction.with(engine, Map.of(key, value), 1, 1, 1);
                } catch (BadInputException e) {
                    assertThat(e.getMessage()).startsWith(key).doesNotContain("\n");
                    refused++;
                }
            }
            assertThat(refused).as(key + " refuses something").isPositive();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dm, dm.objectInertia, -1",
        "dm, dm.probeInertia, -1e-9",
        "dm, dm.probeFrom, 0",
        "dm, dm.innerRounds, 0",
        "dm, dm.innerTolerance, -0.1",
        "dm, dm.relax, -0.05",
        "dm, dm.average, 0",
        "dm, dm.average, 2.5",
        "dm, dm.objectInertia, Infinity",
        "dm, dm.probeInertia, Infinity",
        "dm, dm.relax, Infinity",
        "dm, dm.relax, 1e999",
        "raar, raar.relax, Infinity",
        "raar, raar.beta, 0",
        "raar, raar.beta, 1.1",
        "raar, raar.order, both",
        "raar, raar.objectInertia, -1",
        "raar, raar.relax, some",
        "raar, raar.average, 0",
        "lsqml, lsqml.likelihood, amplitude",
        "lsqml, lsqml.batches, dense",
        "lsqml, lsqml.batch, -1",
        "lsqml, lsqml.batch, 2000000",
        "lsqml, lsqml.step, 0",
        "lsqml, lsqml.step, 1.1",
        "lsqml, lsqml.probeFrom, 0",
        "lsqml, lsqml.momentum, -0.1",
        "lsqml, lsqml.momentum, NaN",
        "lsqml, lsqml.momentumFrom, 3",
        "pmace, pmace.data, 0",
        "pmace, pmace.pace, 1.5",
        "pmace, pmace.power, 0",
        "pmace, pmace.power, Infinity",
        "pmace, pmace.probeFrom, 0",
        "pmace, pmace.dark, 0",
        "epie, epie.step, 0",
        "epie, epie.step, 1.5",
        "epie, epie.probeStep, NaN",
        "epie, epie.probeFrom, 0",
        "epie, object.known, maybe",
        "epie, epie.guard, perhaps",
        "mpie, mpie.alpha, 0",
        "mpie, mpie.probeFrom, 0",
        "mpie, mpie.chance, 1.1",
        "mpie, mpie.chance, NaN",
        "mpie, mpie.friction, 1",
        "mpie, mpie.feedback, -0.1",
        "wasp, wasp.alpha, 0",
        "wasp, wasp.alpha, 1001",
        "wasp, wasp.beta, NaN",
        "wasp, wasp.probeFrom, 0",
        "wasp, wasp.guard, 2",
        "apg, apg.likelihood, gauss",
        "apg, apg.likelihood, 1",
        "rpie, rpie.alpha, 0",
        "rpie, rpie.alpha, 1.01",
        "rpie, rpie.alpha, NaN",
        "rpie, rpie.probeAlpha, 0",
        "rpie, rpie.step, 2",
        "rpie, rpie.probeStep, -1",
        "rpie, rpie.probeFrom, 0",
        "rpie, rpie.batch, 0",
        "rpie, rpie.batch, 5000",
        "ml, ml.likelihood, amplitude",
        "ml, ml.floor, -1",
        "ml, ml.floor, 0",
        "ml, ml.floor, some",
        "ml, ml.alpha, 0",
        "ml, ml.alpha, 1.1",
        "ml, ml.probeScale, 0",
        "ml, ml.probeFrom, 0",
        "ml, ml.smooth, -1",
        "ml, ml.smooth, Infinity",
        "ml, ml.floating, maybe",
        "ad, ad.likelihood, gaussian",
        "ad, ad.smoothBelow, 0",
        "ad, ad.objectRate, 0",
        "ad, ad.probeRate, 1.5",
        "ad, ad.decayOver, -1",
        "ad, ad.batch, -1",
        "ad, ad.probeFrom, 0",
        "ad, ad.beta1, 1",
        "ad, ad.beta2, NaN",
        "ad, ad.epsilon, 0",
        "rpie, probe.modes, 0",
        "rpie, probe.modes, 101",
        "rpie, probe.start, somewhere",
        "rpie, probe.known, maybe",
        "dm, object.margin, 0",
        "dm, positions.round, 2",
        "dm, probe.support, -0.5",
        "dm, probe.support, 0.01",
        "dm, probe.support, 1.1",
        "dm, probe.support, NaN",
        "dm, probe.power, 0",
        "dm, probe.power, -3",
        "dm, probe.power, Infinity",
        "dm, probe.power, much",
        "dm, probe.centre, middle",
        "dm, probe.defocus, far",
        "dm, probe.defocus, NaN",
        "dm, probe.defocus, 2",
        "rpie, object.minAmplitude, -0.1",
        "rpie, object.minAmplitude, NaN",
        "rpie, object.maxAmplitude, 0",
        "rpie, object.maxAmplitude, none",
        "rpie, object.maxAmplitude, Infinity",
        "rpie, object.minPhase, -4",
        "rpie, object.minPhase, 3.2",
        "rpie, object.maxPhase, 4",
        "rpie, object.maxPhase, 1 rad",
        "rpie, object.tv, -0.1",
        "rpie, object.tv, 2",
        "rpie, object.smooth, 0.3",
        "rpie, object.smooth, -1e-9",
        "rpie, object.rasterNull, perhaps"
    })
    void illegalValuesAreRefusedNamingTheKey(String engine, String key, String value) {
        assertThatThrownBy(() -> Reconstruction.with(engine, Map.of(key, value), 1, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith(key)
                .hasMessageNotContaining("\n");
    }

    @Test
    void aLeastValueIsBelowTheGreatest() {
        for (String what : List.of("Amplitude", "Phase")) {
            Map<String, String> crossed = Map.of("object.min" + what, "0.9", "object.max" + what, "0.9");
            assertThatThrownBy(() -> Reconstruction.with("rpie", crossed, 1, 1, 1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageStartingWith("object.min" + what + " must be below object.max" + what)
                    .hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "object.kind=phase, object.maxAmplitude=1, leave object.minAmplitude and object.maxAmplitude off",
        "object.kind=phase, object.modes=2, is for one state",
        "object.kind=potential, object.maxPhase=-1, object.maxPhase must be above 0",
        "object.kind=potential, object.minPhase=-1, object.minPhase must be off",
        "object.kind=phase, probe.power=5, probe.power=5 would change",
        "object.kind=phase, object.rasterNull=true, object.rasterNull=true would change"
    })
    void aKindOfObjectAndWhatContradictsItAreRefused(String kind, String other, String said) {
        assertThatThrownBy(() -> Reconstruction.with("rpie", SomeSettings.of(kind, other), 1, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("object.kind")
                .hasMessageContaining(said)
                .hasMessageNotContaining("\n");
    }

    @Test
    void unknownEnginesAndKeysAreRefusedWithTheNearest() {
        assertThatThrownBy(() -> Reconstruction.with("rpei", Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'rpie'");
        assertThatThrownBy(() -> Reconstruction.with("rpie", Map.of("rpie.alpah", "1")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'rpie.alpha'");
        assertThatThrownBy(() -> Reconstruction.with("rpie", Map.of("probes.modes", "1")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'probe.modes'");
        assertThatThrownBy(() -> Reconstruction.with("rpie", Map.of("modes", "1")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'modes'");
        assertThatThrownBy(() -> Reconstruction.with("rpie", Map.of("dm.average", "1")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'dm.average'");
    }

    @ParameterizedTest
    @CsvSource({"0,1,iterations", "-5,1,iterations", "1,0,threads", "1,-1,threads"})
    void countsBelowOneAreRefused(int iterations, int threads, String what) {
        assertThatThrownBy(() -> Reconstruction.with("dm", Map.of(), iterations, 1, threads))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(what);
    }

    private static void dropWhatAKindRefuses(Map<String, String> all) {
        if (!all.getOrDefault("object.kind", "complex").equalsIgnoreCase("complex")) {
            all.keySet().removeAll(List.of("probe.power", "object.rasterNull"));
        }
    }

    @Test
    void settingsReadBackToTheSameRecipe() {
        for (int k = 0; k < 20; k++) {
            for (EngineProvider provider : Engines.all()) {
                Map<String, String> all = new HashMap<>();
                RandomStream random = new RandomStream(5, k);
                add(all, provider.name(), provider.settingsType(), random);
                add(all, "probe", RunSettings.ProbeSettings.class, random);
                add(all, "object", RunSettings.ObjectSettings.class, random);
                all.keySet().removeAll(List.of("probe.known", "object.known"));
                dropWhatAKindRefuses(all);
                if (!provider.capabilities().contains(Capability.VARIATIONS)) {
                    all.remove("probe.variations");
                }
                if (!provider.capabilities().contains(Capability.MULTISLICE)) {
                    all.remove("object.slices");
                }
                if (!provider.capabilities().contains(Capability.OBJECT_MODES)) {
                    all.remove("object.modes");
                }
                all.remove("rpie.batch"); // not with slices
                Reconstruction recipe = Reconstruction.with(provider.name(), all, 2, k, 1);
                Reconstruction again = Reconstruction.with(provider.name(), recipe.settings(), 2, k, 1);
                assertThat(again.links())
                        .extracting(Link::settings)
                        .isEqualTo(recipe.links().stream().map(Link::settings).toList());
                assertThat(again.run()).isEqualTo(recipe.run());
                assertThat(again.settings()).isEqualTo(recipe.settings());
            }
        }
    }
}
