package org.polyptych.neural.ptychonn;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.layer.Activation;
import org.polyptych.neural.layer.BatchNorm2d;
import org.polyptych.neural.layer.Conv2d;
import org.polyptych.neural.layer.Initial;
import org.polyptych.neural.layer.MaxPool;
import org.polyptych.neural.layer.Module;
import org.polyptych.neural.layer.Sequential;
import org.polyptych.neural.layer.UpSample;

/** An encoder and a decoder for each map. */
final class StandInNetwork extends Module {
    private final Sequential encoder;
    private final List<Sequential> decoders = new ArrayList<>();

    StandInNetwork(Learned learned, int channels, Initial initial) {
        int[] widths = {channels, 2 * channels, 4 * channels};
        encoder = new Sequential();
        int in = 1;
        for (int width : widths) {
            block(encoder, in, width, initial);
            encoder.add(new MaxPool(2));
            in = width;
        }
        part("encoder", encoder);
        if (learned.amplitude()) {
            decoders.add(part("decoder1", decoder(widths, Activation.SIGMOID, initial)));
        }
        if (learned.phase()) {
            decoders.add(part("decoder2", decoder(widths, Activation.PI_TANH, initial)));
        }
    }

    private static void block(Sequential to, int in, int out, Initial initial) {
        for (int k = 0; k < 2; k++) {
            to.add(new Conv2d(Conv2d.Settings.of(k == 0 ? in : out, out, 3), initial));
            to.add(new BatchNorm2d(out));
            to.add(Activation.RELU.layer());
        }
    }

    private static Sequential decoder(int[] widths, Activation last, Initial initial) {
        Sequential decoder = new Sequential();
        int in = widths[2];
        for (int k = 2; k >= 0; k--) {
            block(decoder, in, widths[k], initial);
            decoder.add(new UpSample(2, UpSample.Kind.BILINEAR));
            in = widths[k];
        }
        decoder.add(new Conv2d(Conv2d.Settings.of(in, 1, 3), initial));
        decoder.add(last.layer());
        return decoder;
    }

    @Override
    public Tensor forward(Tensor input) {
        Tensor code = encoder.forward(input);
        TensorVector maps = new TensorVector();
        decoders.forEach(decoder -> maps.push_back(decoder.forward(code)));
        return torch.cat(maps, 1);
    }
}
