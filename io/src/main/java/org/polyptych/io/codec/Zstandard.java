package org.polyptych.io.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.DataFormatException;

/** Zstandard (RFC 8878), by the C library. */
public final class Zstandard implements Decoder {
    /** Contexts are costly to make and lie outside the heap: as many as threads ever worked at once are kept. */
    private static final ConcurrentLinkedQueue<ZstdDecompressCtx> CONTEXTS = new ConcurrentLinkedQueue<>();

    @Override
    public int decode(byte[] from, int at, int length, byte[] into, int to, int room) throws DataFormatException {
        Bytes.check(from, at, length, into, to, room);
        ZstdDecompressCtx kept = CONTEXTS.poll();
        ZstdDecompressCtx context = kept == null ? new ZstdDecompressCtx() : kept;
        try {
            return context.decompressByteArray(into, to, room, from, at, length);
        } catch (ZstdException e) {
            throw Bytes.damaged("damaged Zstandard data (" + e.getMessage() + ")");
        } finally {
            CONTEXTS.offer(context);
        }
    }

    @Override
    public long promised(byte[] from, int at, int length) {
        long bytes = Zstd.getFrameContentSize(from, at, length);
        return bytes > 0 ? bytes : -1; // frames of unknown length give 0 or less
    }
}
