package org.polyptych.app.commands;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.polyptych.app.inspect.Sampling;
import org.polyptych.app.report.PngFile;
import org.polyptych.app.report.VirtualPicture;
import org.polyptych.core.BadInputException;
import org.polyptych.core.RealImage;
import org.polyptych.electron.virtual.AnnularDetector;
import org.polyptych.electron.virtual.PositionGrid;
import org.polyptych.electron.virtual.VirtualImages;
import org.polyptych.io.TiffImage;
import org.polyptych.physics.Scan;

/**
 * The folder of virtual images that {@code inspect --virtual} writes, each as PNG and TIFF. It appears only when it is whole.
 *
 * @param target where it will be; empty where none was asked for
 * @param annuli beside the usual images
 */
record VirtualFolder(Optional<Path> target, List<AnnularDetector> annuli) {
    /**
     * As typed.
     *
     * @param folder null where none was asked for
     * @throws BadInputException if the folder exists, or an annulus is not one
     */
    static VirtualFolder asked(Path folder, List<String> annuli) {
        if (folder == null && !annuli.isEmpty()) {
            throw new BadInputException("--annulus is an image more of --virtual DIR; give that too");
        }
        if (folder != null && Files.exists(folder)) {
            throw new BadInputException(folder + ": exists; name another folder for the virtual images");
        }
        return new VirtualFolder(
                Optional.ofNullable(folder),
                annuli.stream().map(AnnularDetector::parse).toList());
    }

    /** Makes and writes the images, if they were asked for. */
    void write(Scan scan) {
        if (target.isEmpty()) {
            return;
        }
        PositionGrid grid = PositionGrid.of(scan.positions(), Sampling.of(scan).step());
        List<VirtualImages.Image> images = VirtualImages.of(scan, annuli);
        Path folder = target.get().toAbsolutePath();
        Path part = folder.resolveSibling("." + folder.getFileName() + ".part");
        try {
            delete(part);
            Files.createDirectories(part);
            for (VirtualImages.Image one : images) {
                RealImage image = grid.image(one.values());
                TiffImage.write(part.resolve(one.name() + ".tif"), image, one.name(), grid.pixel(), one.unit());
                PngFile.write(
                        part.resolve(one.name() + ".png"),
                        VirtualPicture.of(
                                scan.name() + ": " + one.name(), image, grid.scanned(), grid.pixel(), one.unit()));
            }
            Files.move(part, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(part);
        }
    }

    /** A folder with nothing but files in it; nothing where it is not there. */
    private static void delete(Path folder) {
        try {
            if (Files.isDirectory(folder)) {
                try (var files = Files.list(folder)) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
