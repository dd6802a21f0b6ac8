package org.polyptych.physics;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Has frames fetched before they are asked for, in blocks, by threads that do nothing but wait for the disk. What will be
 * asked for is known where somebody {@linkplain #expect says} so; else a thread that takes one frame after the next is
 * taken to go on. A wrong guess costs some reading, and changes nothing.
 */
final class ReadAhead {
    private static final long BLOCK_BYTES = 2 << 20;
    private static final int LEAST_BLOCK = 4;
    /** Blocks that are fetched beyond the one that is being worked on. */
    private static final int BLOCKS_AHEAD = 6;
    /** Frames in a row after which a thread is taken to go on so. */
    private static final int ROW = 3;

    private static final int READERS = 4;
    private static final int MOST_WAITING = 256;
    private static final int IDLE_SECONDS = 2;

    private final Frames frames;
    private final IntPredicate wanted;
    private final int block;
    private final ThreadPoolExecutor readers;

    private int[] order = new int[0];
    /** Of the order, so many are asked for, and so many have been taken. */
    private int sent;

    private int taken;

    /** @param wanted which frames are worth fetching */
    ReadAhead(Frames frames, IntPredicate wanted) {
        this.frames = frames;
        this.wanted = wanted;
        long bytes = (long) frames.rows() * frames.columns() * Short.BYTES;
        this.block = (int) Math.max(LEAST_BLOCK, BLOCK_BYTES / bytes);
        // What does not fit into the queue is dropped: whoever needs the frame reads it.
        this.readers = new ThreadPoolExecutor(
                READERS,
                READERS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform().name("polyptych-reader-", 0).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
        readers.allowCoreThreadTimeOut(true); // nobody has to close this
    }

    /** Where one thread is. */
    static final class Place {
        private int last = -1;
        private int row;
        private int until;
    }

    /** From now on frames are taken in this order, by all threads together. */
    synchronized void expect(int[] coming) {
        order = coming.clone();
        sent = 0;
        taken = 0;
        send();
    }

    /** A thread takes a frame. */
    void taken(Place place, int frame) {
        if (isExpected()) {
            return;
        }
        place.row = frame == place.last + 1 ? place.row + 1 : 1;
        place.last = frame;
        if (place.row < ROW) {
            place.until = frame + 1;
            return;
        }
        int ahead = Math.min(frames.count(), frame + 1 + BLOCKS_AHEAD * block);
        place.until = Math.max(place.until, frame + 1);
        while (ahead - place.until >= block || (ahead == frames.count() && place.until < ahead)) {
            int from = place.until;
            place.until = Math.min(ahead, from + block);
            fetch(IntStream.range(from, place.until).toArray());
        }
    }

    private synchronized boolean isExpected() {
        if (taken >= order.length) {
            return false;
        }
        taken++;
        if (taken % block == 0) {
            send();
        }
        return true;
    }

    private void send() {
        long until = Math.min(order.length, (long) taken + (long) (BLOCKS_AHEAD + 1) * block);
        while (sent < until) {
            int from = sent;
            sent = (int) Math.min(until, from + (long) block);
            fetch(Arrays.copyOfRange(order, from, sent));
        }
    }

    private void fetch(int[] some) {
        int[] missing = Arrays.stream(some).filter(wanted).toArray();
        if (missing.length > 0) {
            readers.execute(() -> frames.fetch(missing));
        }
    }
}
