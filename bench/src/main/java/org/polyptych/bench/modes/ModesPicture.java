package org.polyptych.bench.modes;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import org.polyptych.app.report.ColorMap;
import org.polyptych.core.ComplexImage;
import org.polyptych.physics.Probe;

/** True modes in one row, modes found below: hue is the phase, brightness the square root of the amplitude. */
final class ModesPicture {
    private static final int SHOWN = 48;
    private static final int ZOOM = 4;
    private static final int GAP = 8;
    private static final int CAPTION = 24;

    private ModesPicture() {}

    static BufferedImage of(Probe truth, Probe found, String noise, String chain) {
        Probe first = truth.orthogonalised();
        Probe second = found.orthogonalised();
        int edge = ZOOM * Math.min(SHOWN, truth.rows());
        BufferedImage image = new BufferedImage(
                truth.modes() * (edge + GAP) + GAP, 2 * (edge + CAPTION) + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        for (int m = 0; m < truth.modes(); m++) {
            int left = GAP + m * (edge + GAP);
            g.setColor(Color.BLACK);
            g.drawString(caption(m == 0 ? "truth: " : "", first, m), left, CAPTION - 7);
            draw(image, first.mode(m), 0, left, CAPTION);
            if (m < second.modes()) {
                g.drawString(
                        caption(m == 0 ? chain + ", " + noise + ": " : "", second, m), left, edge + 2 * CAPTION - 7);
                draw(image, second.mode(m), phase(second.mode(m), first.mode(m)), left, edge + 2 * CAPTION);
            }
        }
        g.dispose();
        return image;
    }

    private static String caption(String what, Probe probe, int mode) {
        return what
                + String.format(Locale.ROOT, "%.2f %%", 100 * probe.mode(mode).power() / probe.power());
    }

    /** What turns one into the other: the phase of a mode is free. */
    private static double phase(ComplexImage found, ComplexImage truth) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < found.size(); i++) {
            re += (double) found.re()[i] * truth.re()[i] + (double) found.im()[i] * truth.im()[i];
            im += (double) found.re()[i] * truth.im()[i] - (double) found.im()[i] * truth.re()[i];
        }
        return Math.atan2(im, re);
    }

    private static void draw(BufferedImage image, ComplexImage mode, double turn, int left, int top) {
        int shown = Math.min(SHOWN, mode.rows());
        int from = (mode.rows() - shown) / 2;
        double most = mode.amplitude().max();
        for (int y = 0; y < shown * ZOOM; y++) {
            for (int x = 0; x < shown * ZOOM; x++) {
                int i = (from + y / ZOOM) * mode.columns() + from + x / ZOOM;
                double amplitude = Math.hypot(mode.re()[i], mode.im()[i]);
                double angle = Math.atan2(mode.im()[i], mode.re()[i]) + turn;
                image.setRGB(left + x, top + y, ColorMap.complexRgb(Math.sqrt(amplitude / most), angle));
            }
        }
    }
}
