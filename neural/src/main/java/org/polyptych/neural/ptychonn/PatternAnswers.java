package org.polyptych.neural.ptychonn;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.core.BadInputException;
import org.polyptych.neural.torch.Device;
import org.polyptych.neural.torch.Scope;
import org.polyptych.neural.torch.Tensors;

/**
 * What a network says of patterns, so many at a time.
 *
 * @param network in use, not being taught
 * @param batch patterns at a time, 1 or more
 * @param device where the network is
 */
record PatternAnswers(PtychoNn network, int batch, Device device) {
    /** Is told the answer to each pattern, in order. */
    @FunctionalInterface
    interface Listener {
        /** @param maps [map][pixel]: amplitude in units of the network, phase in rad, as far as it has learned them */
        void answered(int index, float[][] maps);
    }

    /** @throws BadInputException if the network cannot take patterns of this size */
    void of(Patterns patterns, Listener listener) {
        int rows = patterns.rows();
        int columns = patterns.columns();
        int multiple = network.settings().multiple();
        if (rows % multiple != 0 || columns % multiple != 0) {
            throw new BadInputException("patterns of " + rows + " x " + columns
                    + " pixels: this network takes sides that" + " are a multiple of " + multiple);
        }
        int maps = network.settings().learned().maps();
        for (int from = 0; from < patterns.count(); from += batch) {
            int some = Math.min(batch, patterns.count() - from);
            float[] said = said(patterns, from, some);
            for (int k = 0; k < some; k++) {
                float[][] answer = new float[maps][rows * columns];
                for (int m = 0; m < maps; m++) {
                    System.arraycopy(said, (k * maps + m) * rows * columns, answer[m], 0, rows * columns);
                }
                listener.answered(from + k, answer);
            }
        }
    }

    private float[] said(Patterns patterns, int from, int some) {
        int pixels = patterns.rows() * patterns.columns();
        float[] input = new float[some * pixels];
        for (int k = 0; k < some; k++) {
            System.arraycopy(patterns.frame(from + k), 0, input, k * pixels, pixels);
        }
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor asked = Tensors.of(input, some, 1, patterns.rows(), patterns.columns());
            return Tensors.floats(network.forward(asked.to(device.torch(), asked.scalar_type())));
        }
    }
}
