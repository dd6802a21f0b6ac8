package org.polyptych.bench.star;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.polyptych.app.plan.Half;
import org.polyptych.engines.Observer;
import org.polyptych.engines.Reconstruction;
import org.polyptych.io.CxiFile;
import org.polyptych.io.ProductFile;
import org.polyptych.io.ScanFiles;
import org.polyptych.physics.Result;
import org.polyptych.physics.Scan;

/**
 * The star in halves: the odd frames teach, the even ones are reconstructed. A classical engine finds the beam, and for
 * supervised networks the object, from the odd frames alone, and, to compare with, the object from all of them.
 *
 * @param file with raw frames
 * @param crop side that patterns are cut to; 0: as they are
 * @param folder of what is kept
 */
record StarHalf(Path file, int crop, Path folder, int threads, String commit, PrintWriter err) {
    private static final String CLASSICAL = "rpie*100";

    /** All frames, prepared. */
    private Scan whole() {
        return recipe(1).prepare(ScanFiles.open(file));
    }

    private Reconstruction recipe(int seed) {
        return Reconstruction.with(
                CLASSICAL, Map.of("data.crop", String.valueOf(crop)), OptionalInt.empty(), seed, threads);
    }

    /** A half, prepared, with the beam that the odd half gave as the one to start from. */
    Scan half(Half half) {
        Scan whole = whole();
        Scan part = whole.select(half.indices(whole.frames().count()));
        Result taught = kept("odd", Half.ODD);
        return new Scan(
                part.name(),
                part.source(),
                part.geometry(),
                part.frames(),
                part.mask(),
                part.positions(),
                Optional.of(taught.probe()),
                Optional.empty(),
                Optional.empty(),
                part.notes());
    }

    /** The odd half as a file to learn from. */
    Path teaching() {
        Path to = folder.resolve("star-odd-" + crop + ".h5");
        if (!Files.exists(to)) {
            CxiFile.write(to, half(Half.ODD));
        }
        return to;
    }

    /** The object that the classical engine made of the odd half. */
    Path object() {
        kept("odd", Half.ODD);
        return product("odd");
    }

    /** What a classical engine makes of all frames: shares half of its frames with each half. */
    Result target() {
        return kept("all", null);
    }

    /** @param half null for all frames */
    private Result kept(String name, Half half) {
        Path product = product(name);
        if (!Files.exists(product)) {
            Scan whole = whole();
            Scan part = half == null
                    ? whole
                    : whole.select(half.indices(whole.frames().count()));
            // prepared already
            Reconstruction plain = Reconstruction.with(CLASSICAL, Map.of(), OptionalInt.empty(), 1, threads);
            ProductFile.write(product, plain.run(part, Optional.empty(), Optional.empty(), Observer.NONE, () -> false));
        }
        return ProductFile.read(product);
    }

    private Path product(String name) {
        return folder.resolve("star-classical-" + name + "-" + crop + ".h5");
    }
}
