package org.polyptych.bench.ptychopinn;

import java.util.List;
import org.polyptych.bench.cells.CellResult;

/**
 * How good a network was after so much training, on an object that it never saw: amplitude, by protocol {@code ptychopinn}.
 *
 * @param seconds of training
 * @param psnr with MAX 255, in dB
 * @param frc number of the first ring under 1/2
 */
record Progress(double[] seconds, double[] mae, double[] psnr, double[] frc) {
    /** @param stages the scores in the order of the training's stages */
    static Progress of(Training training, List<CellResult> stages) {
        return new Progress(
                training.stagesOfIt().stream()
                        .mapToDouble(Training.Stage::seconds)
                        .toArray(),
                figure(stages, ".mae"),
                figure(stages, ".psnr"),
                figure(stages, ".frc50"));
    }

    private static double[] figure(List<CellResult> stages, String key) {
        return stages.stream()
                .mapToDouble(stage -> stage.scores().get(Figures.AMPLITUDE + key))
                .toArray();
    }
}
