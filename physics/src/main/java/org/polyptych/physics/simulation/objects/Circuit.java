package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.core.settings.Setting;

/**
 * Something like an integrated circuit: wires along one direction in a lower layer, along the other in an upper one, in
 * tracks, with gaps, and square contacts between them. Sharp edges, strong contrast.
 */
public record Circuit(
        @Setting(value = "8", doc = "distance of the tracks in pixels")
        double pitch,

        @Setting(value = "0.8", doc = "amplitude behind a layer of metal, above 0 and at most 1")
        double amplitude,

        @Setting(value = "-0.9", doc = "phase behind a layer of metal in rad")
        double phase)
        implements TestObject {
    private static final double WIDTH = 0.5;
    private static final double CONTACT = 0.7;
    private static final double CONTACT_THICKNESS = 0.8;

    public Circuit {
        if (!(pitch >= 2)) {
            throw new IllegalArgumentException("pitch must be 2 or more, got " + pitch);
        }
        Drawing.checkTransmission(amplitude, phase);
    }

    @Override
    public ComplexImage image(int rows, int columns, int scale, long seed) {
        int down = (int) Math.ceil(rows / (scale * pitch)) + 1;
        int right = (int) Math.ceil(columns / (scale * pitch)) + 1;
        boolean[][] across = wires(down, right, seed, 0);
        boolean[][] along = wires(right, down, seed, 1);
        boolean[][] contacts = new boolean[down][right];
        RandomStream random = new RandomStream(seed, Drawing.STREAMS + (2L << 32));
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < right; x++) {
                contacts[y][x] = random.uniform() < 0.25 && across[y][x] && along[x][y];
            }
        }
        double middleY = rows / 2 / scale + 0.5;
        double middleX = columns / 2 / scale + 0.5;
        RealImage thickness = Drawing.of(rows, columns, scale, (y, x) -> {
            double row = (y + middleY) / pitch;
            double column = (x + middleX) / pitch;
            int trackY = Math.clamp((int) row, 0, down - 1);
            int trackX = Math.clamp((int) column, 0, right - 1);
            double offY = Math.abs(row - trackY - 0.5);
            double offX = Math.abs(column - trackX - 0.5);
            double metal = across[trackY][trackX] && offY < WIDTH / 2 ? 1 : 0;
            metal += along[trackX][trackY] && offX < WIDTH / 2 ? 1 : 0;
            metal += contacts[trackY][trackX] && offY < CONTACT / 2 && offX < CONTACT / 2 ? CONTACT_THICKNESS : 0;
            return metal;
        });
        return Drawing.transmission(thickness, amplitude, phase);
    }

    /** Which cells of which track hold metal: stretches of wire and stretches without. */
    private static boolean[][] wires(int tracks, int cells, long seed, int layer) {
        boolean[][] metal = new boolean[tracks][cells];
        for (int t = 0; t < tracks; t++) {
            RandomStream random = new RandomStream(seed, Drawing.STREAMS + ((long) layer << 32) + t);
            boolean wire = random.uniform() < 0.5;
            int left = 0;
            for (int c = 0; c < cells; c++) {
                if (left == 0) {
                    wire = !wire;
                    left = wire ? 3 + (int) (12 * random.uniform()) : 1 + (int) (7 * random.uniform());
                }
                metal[t][c] = wire;
                left--;
            }
        }
        return metal;
    }
}
