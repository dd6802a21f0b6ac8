package org.polyptych.physics.simulation;

import java.util.ArrayList;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.core.RandomStream;
import org.polyptych.physics.MemoryFrames;
import org.polyptych.physics.Scan;

/** A measured or simulated scan of whole counts, as a shorter exposure would have given it. */
public final class ShorterExposure {
    private ShorterExposure() {}

    /**
     * Keeps every count with the same chance; masked pixels become 0 and stay masked. The probe and
     * that of the truth are scaled with the counts.
     *
     * @param seed frame j draws from stream j
     * @throws BadInputException if good pixels hold anything but whole counts, or fewer than are wanted
     */
    public static Scan of(Scan scan, Noise.Thinning thinning, long seed, Parallel parallel) {
        int n = scan.frames().count();
        float[][] frames = new float[n][];
        double[] counts = new double[n];
        parallel.forEach(n, j -> {
            float[] frame = scan.frames().frame(j);
            for (int i = 0; i < frame.length; i++) {
                frame[i] = scan.mask()[i] ? frame[i] * frame[i] : 0;
                counts[j] += frame[i];
            }
            frames[j] = frame;
        });
        double total = 0;
        for (double c : counts) {
            total += c;
        }
        if (!Double.isFinite(total)) {
            throw new BadInputException(scan.source() + ": a good pixel holds NaN or infinity; mask it first");
        }
        Exposure counted = new Exposure(Double.NaN, total / n, Double.NaN, Double.NaN);
        double kept = thinning.brightening(counted);
        parallel.forEach(n, j -> {
            thinning.add(frames[j], counted, new RandomStream(seed, j));
            for (int i = 0; i < frames[j].length; i++) {
                frames[j][i] = (float) Math.sqrt(frames[j][i]);
            }
        });
        List<String> notes = new ArrayList<>(scan.notes());
        notes.add("simulated: a shorter exposure of " + scan.source() + ", noise " + NoiseSpec.write(thinning)
                + ", seed " + seed);
        return new Scan(
                scan.name(),
                scan.source() + ", thinned",
                scan.geometry(),
                new MemoryFrames(scan.frames().rows(), scan.frames().columns(), frames),
                scan.mask(),
                scan.positions(),
                scan.probe().map(p -> p.withPower(kept * p.power())),
                scan.specimen(),
                scan.truth()
                        .map(t -> new Scan.Truth(
                                t.specimen(),
                                t.probe().withPower(kept * t.probe().power()),
                                t.positions())),
                notes);
    }
}
