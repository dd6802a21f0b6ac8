package org.polyptych.bench.codec;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.DataFormatException;
import org.polyptych.core.BadInputException;
import org.polyptych.core.Parallel;
import org.polyptych.io.hdf5.FilterPipeline;
import org.polyptych.io.hdf5.FrameLayout;
import org.polyptych.io.hdf5.Hdf5Dataset;
import org.polyptych.io.hdf5.Hdf5File;

/** Our decoders, on the chunks of one dataset in memory. */
final class OurDecoder {
    private final FrameLayout.Chunks layout;
    private final byte[][] chunks;

    OurDecoder(Path path, String name) throws IOException {
        try (Hdf5File file = Hdf5File.open(path);
                Hdf5Dataset dataset = file.dataset(name);
                FileChannel channel = FileChannel.open(path)) {
            layout = (FrameLayout.Chunks)
                    dataset.framePlaces().orElseThrow().pieces().getFirst().layout();
            chunks = new byte[layout.offsets().length][];
            for (int k = 0; k < chunks.length; k++) {
                chunks[k] = new byte[layout.stored()[k]];
                channel.read(ByteBuffer.wrap(chunks[k]), layout.offsets()[k]);
            }
        }
    }

    /** Bytes in all chunks together, as they lie in the file. */
    long storedBytes() {
        long bytes = 0;
        for (byte[] chunk : chunks) {
            bytes += chunk.length;
        }
        return bytes;
    }

    /** Bytes that come out of all chunks together. */
    long plainBytes() {
        return (long) chunks.length * layout.chunkBytes();
    }

    /** Decoded bytes a second; at least one chunk a thread. */
    double rate(double seconds, Parallel parallel) {
        long begin = System.nanoTime();
        long end = begin + (long) (seconds * 1e9);
        AtomicInteger done = new AtomicInteger();
        parallel.forEach(parallel.threads(), t -> {
            FilterPipeline.Room room = new FilterPipeline.Room(layout.chunkBytes());
            int k = t;
            do {
                byte[] chunk = chunks[k % chunks.length];
                try {
                    layout.filters().undo(chunk, chunk.length, 0, layout.chunkBytes(), room);
                } catch (DataFormatException e) {
                    throw new BadInputException(e.getMessage(), e);
                }
                done.incrementAndGet();
                k += parallel.threads();
            } while (System.nanoTime() < end);
        });
        return done.get() * (double) layout.chunkBytes() / ((System.nanoTime() - begin) / 1e9);
    }
}
