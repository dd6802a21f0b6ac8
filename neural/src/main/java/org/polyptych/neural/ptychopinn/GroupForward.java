package org.polyptych.neural.ptychopinn;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * The diffraction map F_d of PtychoPINN (Hoidn, Mishra and Mehta 2023, section 2.1): the object under each frame times the
 * probe, a unitary Fourier transform, and a common scale, in libtorch's operations:
 *
 * <pre>
 * I = exp(2 s) sum_m |F(P_m o)|^2
 * </pre>
 */
final class GroupForward {
    private GroupForward() {}

    /**
     * Intensities in FFT order, zero frequency at pixel (0, 0): [group][frame][row][column].
     *
     * @param objects complex, [group][frame][row][column]
     * @param probes complex, [group or 1][mode][row][column]; modes are incoherent
     * @param logScale s, one number
     */
    static Tensor intensities(Tensor objects, Tensor probes, Tensor logScale) {
        Tensor waves = torch.fft_fft2(objects.unsqueeze(2).mul(probes.unsqueeze(1)));
        // libtorch leaves the whole factor of a unitary pair to the way back
        double pixels = (double) objects.size(2) * objects.size(3);
        return torch.view_as_real(waves)
                .square()
                .sum(2, 5)
                .mul(logScale.mul(new Scalar(2)).exp().div(new Scalar(pixels)));
    }
}
