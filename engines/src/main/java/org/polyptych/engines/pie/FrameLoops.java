package org.polyptych.engines.pie;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.ComplexLoops;

/** The loops over pixels that the methods of this family share; every array is indexed alike. */
final class FrameLoops {
    private FrameLoops() {}

    /** The sum of n values, always in the same order: eight at a time, so that no addition waits for the one before. */
    static double sum(float[] values, int from, int n) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int i = from;
        for (; i + 8 <= from + n; i += 8) {
            a += values[i];
            b += values[i + 1];
            c += values[i + 2];
            d += values[i + 3];
            e += values[i + 4];
            f += values[i + 5];
            g += values[i + 6];
            h += values[i + 7];
        }
        for (; i < from + n; i++) {
            a += values[i];
        }
        return (double) a + b + c + d + e + f + g + h;
    }

    /** out = sum over modes |P|^2. */
    static void intensity(ComplexImage[] probe, float[] out, int from, int to) {
        ComplexLoops.squaredModulus(probe[0].re(), probe[0].im(), out, from, to);
        for (int m = 1; m < probe.length; m++) {
            ComplexLoops.addSquaredModulus(probe[m].re(), probe[m].im(), out, from, to);
        }
    }

    /** wave = Delta = wave - P O; step += conj(P) Delta. */
    static void addChange(
            float[] pRe,
            float[] pIm,
            float[] oRe,
            float[] oIm,
            float[] re,
            float[] im,
            float[] stepRe,
            float[] stepIm,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float pr = pRe[i];
            float pi = pIm[i];
            float dr = re[i] - (pr * oRe[i] - pi * oIm[i]);
            float di = im[i] - (pr * oIm[i] + pi * oRe[i]);
            re[i] = dr;
            im[i] = di;
            stepRe[i] += pr * dr + pi * di;
            stepIm[i] += pr * di - pi * dr;
        }
    }

    /** P += length conj(O) Delta / (share |O|^2 + floor). */
    static void stepProbe(
            float[] oRe,
            float[] oIm,
            float[] intensity,
            float[] re,
            float[] im,
            float[] pRe,
            float[] pIm,
            float length,
            float share,
            float floor,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float scale = length / (share * intensity[i] + floor);
            pRe[i] += scale * (oRe[i] * re[i] + oIm[i] * im[i]);
            pIm[i] += scale * (oRe[i] * im[i] - oIm[i] * re[i]);
        }
    }

    /** wave = length conj(O) Delta / (share |O|^2 + floor), to be shifted back. */
    static void probeStep(
            float[] oRe,
            float[] oIm,
            float[] intensity,
            float[] re,
            float[] im,
            float length,
            float share,
            float floor,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            float scale = length / (share * intensity[i] + floor);
            float r = re[i];
            float m = im[i];
            re[i] = scale * (oRe[i] * r + oIm[i] * m);
            im[i] = scale * (oRe[i] * m - oIm[i] * r);
        }
    }
}
