"""Prints the numbers that the metric tests expect, computed with numpy and scipy alone.

The images are formulas, so that the tests draw the same ones; both sides round them to float32. Run with any Python 3
that has numpy and scipy.
"""

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.signal import convolve2d


def pair(rows, columns):
    """Truth and reconstruction: amplitude near 1, phase of a few tenths of a radian; global phase 2.5 and a ramp."""
    y, x = np.mgrid[0:rows, 0:columns].astype(float)
    amplitude = 1 + 0.3 * np.sin(0.37 * x + 0.11 * y) * np.cos(0.23 * y) + 0.1 * np.sin(1.9 * x + 1.3 * y)
    phase = 0.5 * np.sin(0.19 * x - 0.31 * y) + 0.2 * np.cos(0.05 * x * np.sin(0.1 * y))
    found_amplitude = 1.7 * (amplitude + 0.05 * np.cos(2.1 * x - 0.7 * y))
    found_phase = phase + 0.06 * np.sin(1.7 * x + 2.3 * y) + 2.5 + 0.002 * y - 0.0035 * x
    found = found_amplitude * np.exp(1j * found_phase)
    return found.astype(np.complex64), (amplitude * np.exp(1j * phase)).astype(np.complex64)


def psnr(a, b, top):
    return 10 * np.log10(top**2 / np.mean((a.astype(float) - b) ** 2))


def ssim_map(a, b, data_range):
    """Wang et al. 2004 with the 11 x 11 window of their equation (14) and 'valid' borders."""
    k = np.arange(-5, 6)
    w = np.exp(-(k[:, None] ** 2 + k[None, :] ** 2) / (2 * 1.5**2))
    w /= w.sum()
    mean = lambda i: convolve2d(i, w, mode="valid")
    a, b = a.astype(float), b.astype(float)
    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    c1, c2 = (0.01 * data_range) ** 2, (0.03 * data_range) ** 2
    return (2 * ma * mb + c1) * (2 * cov + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))


def global_phase(found, truth):
    """Phase of found exp(i theta) with the smallest unwrapped squared difference: a grid, then a finer one, by force."""
    target = np.angle(truth)
    cost = lambda t: np.mean((np.angle(found * np.exp(1j * t)) - target) ** 2)
    best, step = 0.0, 2 * np.pi / 720
    grid = np.arange(720) * step
    for _ in range(6):
        best = min(grid, key=cost)
        grid = best + np.linspace(-step, step, 21)
        step /= 10
    return best, np.angle(found * np.exp(1j * best))


def without_ramp(found, truth):
    """The ramp that makes |sum found conj(truth) exp(-i ramp)| largest, by Newton-free shrinking grids."""
    y, x = np.mgrid[0 : truth.shape[0], 0 : truth.shape[1]].astype(float)
    q = found.astype(complex) * np.conj(truth)
    sy = sx = 0.0
    step = 0.01
    for _ in range(40):
        tries = [(sy + a * step, sx + b * step) for a in (-1, 0, 1) for b in (-1, 0, 1)]
        best = max(tries, key=lambda s: abs(np.sum(q * np.exp(-1j * (s[0] * y + s[1] * x)))))
        if best == (sy, sx):
            step /= 2
        sy, sx = best
    return found * np.exp(-1j * (sy * y + sx * x)), sy, sx


def rings(a, b):
    """Real ring correlation without a window, images less their mean, rings by rounded radius to half the side."""
    n = min(a.shape)
    fa, fb = np.fft.fft2(a - a.mean()), np.fft.fft2(b - b.mean())
    ky = np.fft.fftfreq(a.shape[0]) * n
    kx = np.fft.fftfreq(a.shape[1]) * n
    ring = np.rint(np.hypot(ky[:, None], kx[None, :])).astype(int)
    out = [1.0]
    for r in range(1, n // 2 + 1):
        m = ring == r
        out.append(np.sum(fa[m] * np.conj(fb[m])).real / np.sqrt(np.sum(abs(fa[m]) ** 2) * np.sum(abs(fb[m]) ** 2)))
    return np.array(out)


def plane(image):
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(float)
    basis = np.stack([np.ones(image.size), y.ravel(), x.ravel()], axis=1)
    fit, *_ = np.linalg.lstsq(basis, image.astype(float).ravel(), rcond=None)
    return image - (basis @ fit).reshape(image.shape)


def nrmse(found, truth):
    t = np.angle(np.vdot(found.astype(complex), truth))
    return np.linalg.norm(found * np.exp(1j * t) - truth) / np.linalg.norm(truth)


def main():
    print("# StructuralSimilarityTest")
    found, truth = pair(24, 20)
    m = ssim_map(abs(found), abs(truth), 1.7)
    print(f"mean {m.mean():.8f}  first {m[0, 0]:.8f}  last {m[-1, -1]:.8f}  min {m.min():.8f}")

    print("# GlobalPhaseTest")
    found, truth = pair(40, 40)
    wrapped = found * np.exp(1j * truth.real)
    for name, image in (("smooth", found), ("wrapping", wrapped)):
        theta, phase = global_phase(image, truth)
        print(f"{name} theta {theta:.6f} mean square {np.mean((phase - np.angle(truth)) ** 2):.8f}")

    print("# PtyInrProtocolTest")
    found, truth = pair(241, 241)
    f, t = found[30:211, 30:211], truth[30:211, 30:211]
    amplitude = lambda a, b: psnr(a * np.median(b) / np.median(a), b, 1)
    print(f"amplitude {amplitude(abs(f), abs(t)):.5f}")
    print(f"phase {psnr(global_phase(f, t)[1], np.angle(t), np.pi):.5f}")
    g, sy, sx = without_ramp(f, t)
    print(f"ramp removed {psnr(global_phase(g, t)[1], np.angle(t), np.pi):.5f}")
    print(f"ramp cycles {sy * 181 / 2 / np.pi:.6f} {sx * 181 / 2 / np.pi:.6f}")
    flat = np.ones_like(t)
    print(f"flat {amplitude(abs(flat), abs(t)):.5f} {psnr(global_phase(flat, t)[1], np.angle(t), np.pi):.5f}")
    p, q = pair(64, 64)
    pa, qa = abs(p) / abs(p).max(), abs(q) / abs(q).max()
    print(f"probe amplitude {amplitude(pa, qa):.5f}")
    print(f"probe phase {psnr(global_phase(p, q)[1], np.angle(q), np.pi):.5f}")
    g = without_ramp(p, q)[0]
    print(f"probe ramp removed {psnr(global_phase(g, q)[1], np.angle(q), np.pi):.5f}")

    print("# PtychoPinnProtocolTest")
    found, truth = pair(100, 100)
    f, t = found[2:-2, 2:-2], truth[2:-2, 2:-2]
    a, b = abs(f) * (abs(t).mean() / abs(f).mean()), abs(t)
    p, q = global_phase(f, t)[1], np.angle(t)
    for name, u, v in (
        ("amplitude", a, b),
        ("phase", p - p.mean(), q - q.mean()),
        ("phase plane", plane(p), plane(q)),
    ):
        curve = gaussian_filter1d(rings(u, v), 1)
        below = np.where(curve < 0.5)[0]
        print(f"{name} mae {np.mean(abs(u - v)):.8f} psnr {psnr(u, v, 255):.5f} frc50 {below[0] if below.size else None}")
    print(f"ssim {ssim_map(a, b, b.max() - b.min()).mean():.8f}")

    print("# DiffusionProtocolTest")
    found, truth = pair(48, 48)
    lit = np.zeros((48, 48), bool)
    lit[8:40, 4:30] = True
    m = ssim_map(abs(found), abs(truth), abs(truth).max() - abs(truth).min())
    print(f"nrmse {nrmse(found, truth):.8f} ssim {m.mean():.8f}")
    print(f"lit nrmse {nrmse(found[lit], truth[lit]):.8f} ssim {m[lit[5:-5, 5:-5]].mean():.8f} share {lit.mean():.8f}")

    print("# FourierRingCorrelationTest")
    print(gaussian_filter1d(np.array([1, 0.9, 0.2, 0.8, 0.4, 0.1]), 1.0))
    print(gaussian_filter1d(np.array([1, 0.9, 0.2, 0.8, 0.4, 0.1]), 2.0))


main()
