package org.polyptych.app.doctor;

import java.util.List;
import org.polyptych.core.FftLibrary;
import org.polyptych.neural.torch.LibtorchTrial;

/** Everything there is to try, in the order in which things depend on each other. */
public final class Doctor {
    private Doctor() {}

    /** Tries everything; takes a few seconds. */
    public static List<Finding> examine() {
        return List.of(
                Finding.of("Java", true, MachineTrials::java),
                Finding.of("processors", true, MachineTrials::processors),
                Finding.of("memory", true, MachineTrials::memory),
                Finding.of("FFT: MKL", false, () -> FftTrials.library(FftLibrary.MKL)),
                Finding.of("FFT: JTransforms", true, () -> FftTrials.library(FftLibrary.JTRANSFORMS)),
                Finding.of("FFT in use", true, () -> FftLibrary.selected().name()),
                Finding.of("HDF5", true, FileTrials::hdf5),
                Finding.of("pictures", true, MachineTrials::pictures),
                Finding.of("reconstruction", true, ReconstructionTrial::converges),
                Finding.of("libtorch", false, LibtorchTrial::run),
                Finding.of("GPU", false, LibtorchTrial::cards));
    }
}
