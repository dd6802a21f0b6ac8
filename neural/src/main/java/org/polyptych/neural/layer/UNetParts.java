package org.polyptych.neural.layer;

/** Makes the parts of a {@link UNet}, real or complex, as its settings say; the channels it is asked for are its own. */
final class UNetParts {
    private final UNet.Settings settings;
    private final Initial initial;

    UNetParts(UNet.Settings settings, Initial initial) {
        this.settings = settings;
        this.initial = initial;
    }

    Module convolution(int in, int out, int kernel) {
        Conv2d.Settings convolution = Conv2d.Settings.of(in, out, kernel).withBorder(settings.border());
        return settings.complex() ? new ComplexConv2d(convolution, initial) : new Conv2d(convolution, initial);
    }

    Module block(int in, int out) {
        Sequential block = new Sequential();
        for (int k = 0; k < settings.convolutions(); k++) {
            block.add(convolution(k == 0 ? in : out, out, 3));
            Module activation = settings.activation().layer();
            if (settings.order() == UNet.Order.ACTIVATION_THEN_NORM) {
                block.add(activation).add(norm(out));
            } else {
                block.add(norm(out)).add(activation);
            }
        }
        return block;
    }

    Module pool() {
        return switch (settings.pooling()) {
            case MAX -> new MaxPool(2);
            case AVERAGE -> new AveragePool(2);
        };
    }

    Module raise(int in, int out) {
        Module doubling =
                switch (settings.raising()) {
                    case TRANSPOSED -> transposed(in);
                    case NEAREST -> new UpSample(2, UpSample.Kind.NEAREST);
                    case BILINEAR -> new UpSample(2, UpSample.Kind.BILINEAR);
                };
        return new Sequential(doubling, convolution(in, out, 1), norm(out));
    }

    private Module transposed(int channels) {
        TransposedConv2d.Settings doubling = TransposedConv2d.Settings.doubling(channels, channels);
        return settings.complex()
                ? new ComplexTransposedConv2d(doubling, initial)
                : new TransposedConv2d(doubling, initial);
    }

    private Module norm(int channels) {
        return settings.norm().layer(settings.complex() ? 2 * channels : channels);
    }
}
