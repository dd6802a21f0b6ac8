package org.polyptych.neural.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.GradientCheck;

/** Every layer's gradients, by its input and by each parameter, against finite differences in float64. */
class LayerGradientTest {
    private final Initial initial = new Initial(new RandomStream(7, 0));

    private record Case(Supplier<Module> layer, long... input) {}

    private final Map<String, Case> cases = new LinkedHashMap<>();

    private void add(String name, Supplier<Module> layer, long... input) {
        cases.put(name, new Case(layer, input));
    }

    @TestFactory
    Stream<DynamicTest> gradients_agree_with_finite_differences() {
        add("linear", () -> new Linear(5, 4, initial), 3, 5);
        add("linear without bias", () -> new Linear(new Linear.Settings(5, 4, false, Start.XAVIER), initial), 2, 3, 5);
        for (Activation activation : Activation.values()) {
            add(activation.name(), activation::layer, 4, 5);
        }
        for (Border border : Border.values()) {
            Conv2d.Settings settings = Conv2d.Settings.of(3, 4, 3).withBorder(border);
            add("convolution, border " + border, () -> new Conv2d(settings, initial), 2, 3, 5, 6);
        }
        add(
                "convolution, stride 2, without bias",
                () -> new Conv2d(
                        Conv2d.Settings.of(2, 3, 4).withStride(2).withPadding(1).withoutBias(), initial),
                2,
                2,
                7,
                6);
        add("batch normalisation", () -> new BatchNorm2d(3), 4, 3, 2, 3);
        add("batch normalisation in use", () -> used(new BatchNorm2d(3)), 4, 3, 2, 3);
        add("largest of a block", () -> new MaxPool(2), 2, 3, 4, 6);
        add("mean of a block", () -> new AveragePool(3), 2, 2, 6, 7);
        for (UpSample.Kind kind : UpSample.Kind.values()) {
            add("up-sampling, " + kind, () -> new UpSample(3, kind), 2, 2, 3, 4);
        }
        return cases.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    try (Module layer = one.getValue().layer().get()) {
                        GradientCheck.check(layer, one.getValue().input());
                    }
                }));
    }

    private static Module used(Module layer) {
        layer.training(false);
        return layer;
    }
}
