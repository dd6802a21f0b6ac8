package org.polyptych.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.polyptych.core.BadInputException;
import org.polyptych.io.hdf5.Hdf5File;

/**
 * The two files of a Ptychodus / Pty-Chi scan.
 *
 * @param patterns the one with the dataset {@code dp}
 * @param product the one with positions, probe and object; the same file if one holds all
 */
record PairFiles(Path patterns, Path product) {
    static final String PATTERNS = "dp";
    static final String POSITION_X = "probe_position_x_m";
    static final String POSITION_Y = "probe_position_y_m";
    /** Other formats' own datasets, beside a {@code dp} or a {@code probe} of theirs: 4D-STEM test pairs and PtyLab. */
    private static final List<String> OTHERS = List.of("scan_index_yx", "ptychogram");

    private static final String PATTERNS_ENDING = "_dp";
    private static final String PRODUCT_ENDING = "_para";
    private static final List<String> EXTENSIONS = List.of(".hdf5", ".h5");

    /** What one file holds of a scan. */
    record Content(boolean patterns, boolean product) {
        static Content of(Path file) {
            try (Hdf5File open = Hdf5File.open(file)) {
                if (OTHERS.stream().anyMatch(open::isDataset)) {
                    return new Content(false, false);
                }
                return new Content(
                        // with indexes of the scan beside them they are a scan of electrons, electron.StemPair
                        open.isDataset(PATTERNS) && !open.isDataset("scan_index_yx"),
                        open.isDataset(POSITION_X) || open.isDataset(POSITION_Y) || open.isDataset("probe"));
            }
        }
    }

    /** Whether the name is that of the file with positions and probe. */
    static boolean isNamedAsProduct(Path file) {
        String name = file.getFileName().toString();
        return EXTENSIONS.stream().anyMatch(extension -> name.endsWith(PRODUCT_ENDING + extension));
    }

    /** The files that, by their names, may hold positions and probe of these patterns. */
    static List<Path> productsNamedFor(Path patterns) {
        String name = patterns.getFileName().toString();
        return EXTENSIONS.stream()
                .map(extension -> PATTERNS_ENDING + extension)
                .filter(name::endsWith)
                .map(ending -> name.substring(0, name.length() - ending.length()))
                .flatMap(stem -> EXTENSIONS.stream()
                        .map(extension -> patterns.resolveSibling(stem + PRODUCT_ENDING + extension)))
                .filter(Files::isRegularFile)
                .toList();
    }

    /** Finds the partner of either file. */
    static PairFiles of(Path file) {
        Content content = Content.of(file);
        if (content.patterns() && content.product()) {
            return new PairFiles(file, file);
        }
        if (content.patterns()) {
            Path partner = partner(file, "patterns (dp)", PATTERNS_ENDING, PRODUCT_ENDING);
            if (!Content.of(partner).product()) {
                throw new BadInputException(partner + ": holds no positions (" + POSITION_X + "), so it is not the"
                        + " partner of " + file);
            }
            return new PairFiles(file, partner);
        }
        Path partner = partner(file, "positions and probe", PRODUCT_ENDING, PATTERNS_ENDING);
        if (!Content.of(partner).patterns()) {
            throw new BadInputException(
                    partner + ": no dataset 'dp' (counts [frame, y, x]), so it is not the partner of " + file);
        }
        return new PairFiles(partner, file);
    }

    private static Path partner(Path file, String holds, String ending, String partnerEnding) {
        String name = file.getFileName().toString();
        String extension =
                EXTENSIONS.stream().filter(name::endsWith).findFirst().orElse(EXTENSIONS.getFirst());
        String stem = name.endsWith(extension) ? name.substring(0, name.length() - extension.length()) : name;
        if (!stem.endsWith(ending)) {
            throw new BadInputException(file + ": holds " + holds + " of a scan but is not called *" + ending
                    + extension + ", so its partner *" + partnerEnding + extension + " cannot be found; rename it");
        }
        String partnerStem = stem.substring(0, stem.length() - ending.length()) + partnerEnding;
        Path expected = file.resolveSibling(partnerStem + extension);
        Path found = EXTENSIONS.stream()
                .map(other -> file.resolveSibling(partnerStem + other))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        file + ": holds " + holds + " only; its partner " + expected + " is missing"));
        Path partner = Files.isRegularFile(expected) ? expected : found;
        if (isSame(file, partner)) {
            throw new BadInputException(
                    file + ": holds " + holds + " only, and its partner " + partner + " is the same file");
        }
        return partner;
    }

    private static boolean isSame(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            return false;
        }
    }
}
