package org.polyptych.neural.torch;

import java.util.Locale;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.core.BadInputException;

/** Where tensors live and are worked on. */
public enum Device {
    /** The processor. */
    CPU,
    /** An NVIDIA graphics card; needs the build with profile {@code gpu}. */
    CUDA;

    /** @throws BadInputException if there is none of that name */
    public static Device named(String name) {
        return switch (name) {
            case "cpu" -> CPU;
            case "cuda" -> CUDA;
            default -> throw new BadInputException("--device must be cpu or cuda, got '" + name + "'");
        };
    }

    /** What is typed. */
    public String typed() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Loads libtorch and makes sure that it can work here.
     *
     * @throws BadInputException if it cannot
     */
    public void require() {
        Libtorch.load();
        if (this == CUDA && !torch.hasCUDA()) {
            throw new BadInputException("device cuda: no CUDA device can be used here, or this is the build for"
                    + " processors alone (for the one with CUDA set POLYPTYCH_BUILD=-Pgpu, see docs/device.md);"
                    + " device cpu is the processor");
        }
    }

    /** Libtorch's own. */
    public org.bytedeco.pytorch.Device torch() {
        return new org.bytedeco.pytorch.Device(this == CPU ? torch.DeviceType.CPU : torch.DeviceType.CUDA);
    }
}
