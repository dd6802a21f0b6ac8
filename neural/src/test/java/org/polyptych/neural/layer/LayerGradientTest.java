package org.polyptych.neural.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.polyptych.core.RandomStream;
import org.polyptych.neural.GradientCheck;
import org.polyptych.neural.OneThread;

/** Every layer's gradients, by its input and by each parameter, against finite differences in float64. */
@ExtendWith(OneThread.class)
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
        for (boolean first : new boolean[] {true, false}) {
            SineLayer.Settings settings = new SineLayer.Settings(3, 5, first ? 30 : 4, first);
            add("sine layer " + settings, () -> new SineLayer(settings, initial), 4, 3);
        }
        add(
                "transposed convolution",
                () -> new TransposedConv2d(TransposedConv2d.Settings.doubling(3, 2), initial),
                2,
                3,
                3,
                4);
        add(
                "transposed convolution, stride 3, without bias",
                () -> new TransposedConv2d(
                        new TransposedConv2d.Settings(2, 3, 4, 3, 0, 2, false, Start.KAIMING), initial),
                2,
                2,
                3,
                2);
        for (Border border : Border.values()) {
            Conv2d.Settings settings = Conv2d.Settings.of(2, 3, 3).withBorder(border);
            add("complex convolution, border " + border, () -> new ComplexConv2d(settings, initial), 2, 4, 4, 5);
        }
        add(
                "complex convolution without bias",
                () -> new ComplexConv2d(Conv2d.Settings.of(2, 3, 1).withoutBias(), initial),
                2,
                4,
                2,
                3);
        add(
                "complex transposed convolution",
                () -> new ComplexTransposedConv2d(TransposedConv2d.Settings.doubling(2, 3), initial),
                2,
                4,
                3,
                2);
        add("group normalisation", () -> new GroupNorm(2, 6), 3, 6, 2, 3);
        add("attention", () -> shaken(new SelfAttention2d(new SelfAttention2d.Settings(8, 4, 2), initial)), 2, 8, 3, 4);
        add("time embedding", () -> new TimeEmbedding(new TimeEmbedding.Settings(6, 5, 100), initial), 4);
        add("sequence", () -> new Sequential(new Linear(3, 4, initial), new Linear(4, 2, initial)), 5, 3);
        UNet.Settings prior = UNet.Settings.deepPrior(2, 2, 2);
        add("U-Net of the deep prior", () -> smooth(prior), 3, 2, 8, 12);
        add("complex U-Net", () -> smooth(prior.ofComplex()), 3, 4, 8, 4);
        for (UNet.Raising raising : UNet.Raising.values()) {
            UNet.Settings settings = new UNet.Settings(
                    1,
                    2,
                    List.of(4, 4, 8),
                    1,
                    Border.REFLECT,
                    Activation.SILU,
                    Norm.GROUP,
                    UNet.Order.NORM_THEN_ACTIVATION,
                    UNet.Pooling.AVERAGE,
                    raising,
                    Activation.SOFTPLUS,
                    false);
            add("U-Net, " + raising, () -> new UNet(settings, initial), 2, 1, 8, 12);
        }
        return cases.entrySet().stream()
                .map(one -> DynamicTest.dynamicTest(one.getKey(), () -> {
                    try (Module layer = one.getValue().layer().get()) {
                        GradientCheck.check(layer, one.getValue().input());
                    }
                }));
    }

    /** The deep prior with an activation without a corner: among so many pixels a step of some direction meets one. */
    private Module smooth(UNet.Settings s) {
        return new UNet(
                new UNet.Settings(
                        s.in(),
                        s.out(),
                        s.widths(),
                        s.convolutions(),
                        s.border(),
                        Activation.SILU,
                        s.norm(),
                        s.order(),
                        UNet.Pooling.AVERAGE,
                        s.raising(),
                        s.last(),
                        s.complex()),
                initial);
    }

    /** Every parameter is moved, so that none is zero and hides what comes before it. */
    private static Module shaken(Module layer) {
        RandomStream random = new RandomStream(8, 0);
        SequencedMap<String, float[]> values = layer.values();
        values.values().forEach(array -> {
            for (int k = 0; k < array.length; k++) {
                array[k] += (float) (0.3 * random.gaussian());
            }
        });
        layer.set(values);
        return layer;
    }

    private static Module used(Module layer) {
        layer.training(false);
        return layer;
    }
}
