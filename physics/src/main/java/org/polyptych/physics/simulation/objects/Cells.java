package org.polyptych.physics.simulation.objects;

import org.polyptych.core.ComplexImage;
import org.polyptych.core.RandomStream;
import org.polyptych.core.RealImage;
import org.polyptych.core.settings.Setting;

/**
 * Something like a layer of cells: soft, overlapping lenses with a thicker rim, a nucleus and grains. Hardly any edges,
 * weak absorption.
 */
public record Cells(
        @Setting(value = "24", doc = "mean radius of a cell in pixels")
        double radius,

        @Setting(value = "0.6", doc = "part of the area that cells would cover side by side")
        double cover,

        @Setting(value = "0.96", doc = "amplitude behind a typical cell, above 0 and at most 1")
        double amplitude,

        @Setting(value = "-0.8", doc = "phase behind a typical cell in rad")
        double phase)
        implements TestObject {
    private static final int GRAINS = 6;

    public Cells {
        if (!(radius >= 2)) {
            throw new IllegalArgumentException("radius must be 2 or more, got " + radius);
        }
        if (!(cover > 0 && cover <= 10)) {
            throw new IllegalArgumentException("cover must be above 0 and at most 10, got " + cover);
        }
        Drawing.checkTransmission(amplitude, phase);
    }

    @Override
    public ComplexImage image(int rows, int columns, int scale, long seed) {
        RealImage thickness = RealImage.zeros(rows, columns);
        double height = (double) rows / scale;
        double width = (double) columns / scale;
        int cells = (int) Math.ceil(cover * height * width / (Math.PI * radius * radius));
        for (int k = 0; k < cells; k++) {
            RandomStream random = new RandomStream(seed, Drawing.STREAMS + k);
            double y = random.uniform() * height;
            double x = random.uniform() * width;
            double long_ = radius * (0.75 + 0.5 * random.uniform());
            double short_ = long_ * (0.65 + 0.35 * random.uniform());
            double angle = Math.PI * random.uniform();
            ellipse(thickness, scale, y, x, long_, short_, angle, 0.7, true);
            double shift = 0.25 * short_;
            double nucleusY = y + shift * random.gaussian() / 2;
            double nucleusX = x + shift * random.gaussian() / 2;
            ellipse(thickness, scale, nucleusY, nucleusX, 0.4 * long_, 0.35 * long_, angle, 0.5, false);
            for (int g = 0; g < GRAINS; g++) {
                double away = 0.75 * short_ * Math.sqrt(random.uniform());
                double where = 2 * Math.PI * random.uniform();
                double size = radius * (0.05 + 0.06 * random.uniform());
                ellipse(
                        thickness,
                        scale,
                        y + away * Math.sin(where),
                        x + away * Math.cos(where),
                        size,
                        size,
                        0,
                        0.4,
                        false);
            }
        }
        return Drawing.transmission(thickness, amplitude, phase);
    }

    /** Adds a lens, and a rim if wanted: lengths in pixels of the scan from the image's corner. */
    private static void ellipse(
            RealImage image,
            int scale,
            double y,
            double x,
            double longAxis,
            double shortAxis,
            double angle,
            double thickness,
            boolean rim) {
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        int reach = (int) Math.ceil(1.3 * longAxis * scale) + 1;
        int midY = (int) (y * scale);
        int midX = (int) (x * scale);
        for (int py = Math.max(0, midY - reach); py < Math.min(image.rows(), midY + reach); py++) {
            for (int px = Math.max(0, midX - reach); px < Math.min(image.columns(), midX + reach); px++) {
                double dy = (py + 0.5) / scale - y;
                double dx = (px + 0.5) / scale - x;
                double part = Math.hypot((dx * cos + dy * sin) / longAxis, (dy * cos - dx * sin) / shortAxis);
                // a lens with a soft foot; the membrane is seen edge on at the rim
                double lens = part < 1 ? Math.pow(1 - part * part, 0.75) : 0;
                double edge = rim ? 0.35 * Math.exp(-Math.pow((part - 0.95) / 0.06, 2)) : 0;
                image.values()[py * image.columns() + px] += (float) (thickness * (lens + edge));
            }
        }
    }
}
