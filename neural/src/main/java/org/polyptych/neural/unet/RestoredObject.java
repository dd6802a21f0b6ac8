package org.polyptych.neural.unet;

import org.polyptych.core.BadInputException;
import org.polyptych.core.ComplexImage;
import org.polyptych.neural.answers.AnsweredObject;
import org.polyptych.neural.sampling.Canvas;
import org.polyptych.neural.sampling.ObjectPrior;
import org.polyptych.neural.sampling.Unit;
import org.polyptych.neural.torch.LentThreads;
import org.polyptych.physics.FrameStack;
import org.polyptych.physics.Positions;
import org.polyptych.physics.Specimen;

/** The object as a U-Net says it of what an engine has made: where its frames are is in that already. */
final class RestoredObject implements AnsweredObject {
    private final ObjectPrior network;
    private final Unit factor;
    private final ComplexImage made;
    private final int threads;

    /**
     * @param network closed with this
     * @param factor between what was made and what the network knows
     */
    RestoredObject(ObjectPrior network, Unit factor, ComplexImage made, int threads) {
        this.network = network;
        this.factor = factor;
        this.made = made.copy();
        this.threads = threads;
    }

    @Override
    public ComplexImage image(Positions positions) {
        Canvas canvas = network.canvas();
        ComplexImage all = ComplexImage.zeros(canvas.rows(), canvas.columns());
        // a margin goes on as the rim of the object does
        for (int y = 0; y < canvas.rows(); y++) {
            int from = Math.clamp(y - canvas.top(), 0, made.rows() - 1) * made.columns();
            for (int x = 0; x < canvas.columns(); x++) {
                int pixel = from + Math.clamp(x - canvas.left(), 0, made.columns() - 1);
                all.re()[y * canvas.columns() + x] = made.re()[pixel];
                all.im()[y * canvas.columns() + x] = made.im()[pixel];
            }
        }
        factor.inverse().onto(all);
        ComplexImage said;
        try (LentThreads lent = new LentThreads(threads)) {
            said = network.image(network.denoised(network.channels(all), 1));
        }
        factor.onto(said);
        ComplexImage object = ComplexImage.zeros(made.rows(), made.columns());
        canvas.take(said, object);
        return object;
    }

    /** What further frames say is in the result of the engine before, which is not known for them. */
    @Override
    public void grow(FrameStack frames, int further, int near, Specimen canvas) {
        throw new BadInputException(
                "engine unet takes whole results of another engine and cannot follow a growing scan");
    }

    @Override
    public void close() {
        network.close();
    }
}
