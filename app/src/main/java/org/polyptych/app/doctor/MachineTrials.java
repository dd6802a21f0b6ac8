package org.polyptych.app.doctor;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Java, processors, memory, and drawing without a screen. */
final class MachineTrials {
    private static final double GIB = 1L << 30;
    private static final int OLDEST_JAVA = 25;

    private MachineTrials() {}

    static String java() {
        if (Runtime.version().feature() < OLDEST_JAVA) {
            throw new IllegalStateException("Java " + Runtime.version() + "; " + OLDEST_JAVA + " or newer is needed");
        }
        return Runtime.version() + " (" + System.getProperty("java.vendor") + ")";
    }

    static String processors() {
        return Runtime.getRuntime().availableProcessors() + " (" + System.getProperty("os.arch") + ")";
    }

    static String memory() {
        double heap = Runtime.getRuntime().maxMemory() / GIB;
        String machine =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? String.format(Locale.ROOT, "%.1f GiB", system.getTotalMemorySize() / GIB)
                        : "unknown";
        return String.format(Locale.ROOT, "%.1f GiB for the program, machine %s", heap, machine);
    }

    /** Writes a word into a picture, through PNG and back, and looks for its ink. */
    static String pictures() throws Exception {
        BufferedImage image = new BufferedImage(200, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.setFont(graphics.getFont().deriveFont(20f));
        graphics.drawString("10 \u00b5m", 10, 30);
        String font = graphics.getFont().getFamily();
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", png)) {
            throw new IllegalStateException("this Java cannot write PNG");
        }
        BufferedImage back = ImageIO.read(new ByteArrayInputStream(png.toByteArray()));
        int ink = 0;
        for (int y = 0; y < back.getHeight(); y++) {
            for (int x = 0; x < back.getWidth(); x++) {
                ink += (back.getRGB(x, y) & 0xff) > 128 ? 1 : 0;
            }
        }
        if (ink < 20) {
            throw new IllegalStateException("text came out empty; install fonts (fontconfig and one font family)");
        }
        return "text and PNG without a screen, font " + font;
    }
}
