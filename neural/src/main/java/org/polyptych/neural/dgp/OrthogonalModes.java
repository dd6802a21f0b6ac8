package org.polyptych.neural.dgp;

import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.polyptych.neural.torch.Scope;

/**
 * Modes of a probe turned among each other so that they are orthogonal, the brightest first. A unitary mixture of modes gives the
 * same patterns, so that the mixture itself has no gradient: it counts as constant on the way back, which is exact.
 */
final class OrthogonalModes {
    private OrthogonalModes() {}

    /** @param modes complex [mode][row][column] */
    static Tensor of(Tensor modes) {
        long count = modes.size(0);
        if (count == 1) {
            return modes;
        }
        Tensor flat = modes.reshape(count, -1);
        return mixture(flat).matmul(flat).reshape(modes.sizes());
    }

    /** U^H, for the eigenvectors U of the modes' products, of the greatest eigenvalue first. */
    private static Tensor mixture(Tensor flat) {
        try (Scope scope = Scope.open();
                NoGradGuard without = new NoGradGuard()) {
            Tensor seen = flat.detach().to(torch.ScalarType.ComplexDouble);
            Tensor products = seen.matmul(seen.conj().transpose(0, 1));
            Tensor vectors = torch.linalg_eigh(products).get1();
            Tensor rows = vectors.flip(1).conj().transpose(0, 1).resolve_conj();
            // eigenvectors have any phase; this one keeps modes from turning between iterations
            Tensor largest = rows.gather(1, rows.abs().argmax(new LongOptional(1), true));
            Tensor turned = rows.mul(largest.conj().resolve_conj().div(largest.abs()));
            return scope.pass(turned.to(torch.ScalarType.ComplexFloat).contiguous());
        }
    }
}
