package org.polyptych.neural.train;

import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.polyptych.neural.layer.Module;

/**
 * The buffers of a network as they were before a batch went through it: running means take a batch in before its loss is
 * known, so a step that is not done has to give it back. Belongs to the scope in which it is made.
 */
final class BufferCopies {
    private final List<Tensor> buffers;
    private final List<Tensor> copies;

    BufferCopies(Module network) {
        buffers = List.copyOf(network.buffers().values());
        copies = buffers.stream().map(buffer -> buffer.detach().clone()).toList();
    }

    void putBack() {
        try (NoGradGuard without = new NoGradGuard()) {
            for (int k = 0; k < buffers.size(); k++) {
                buffers.get(k).copy_(copies.get(k));
            }
        }
    }
}
