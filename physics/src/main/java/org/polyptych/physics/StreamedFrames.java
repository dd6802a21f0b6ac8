package org.polyptych.physics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * Frames of which some are kept packed, and the others read whenever they are asked for. Threads that ask for the same
 * frame at the same time share one reading. Holds a frame or two a thread, in arrays that are used again.
 */
final class StreamedFrames implements IntFunction<float[]> {
    private static final int SPINS = 2_000;
    private static final long PAUSE_NANOS = 20_000;

    private final Frames frames;
    private final PackedFrame[] kept;
    private final BiConsumer<float[], float[]> ordering;
    private final ReadAhead ahead;
    private final List<Slot> slots = new ArrayList<>();
    private final ThreadLocal<Hand> hands;

    /**
     * @param kept the packed frames, null where a frame is to be read
     * @param ordering writes a frame as it is read into an array as engines want it
     */
    StreamedFrames(Frames frames, PackedFrame[] kept, BiConsumer<float[], float[]> ordering) {
        this.frames = frames;
        this.kept = kept;
        this.ordering = ordering;
        this.ahead = new ReadAhead(frames, frame -> kept[frame] == null);
        int pixels = frames.rows() * frames.columns();
        this.hands = ThreadLocal.withInitial(() -> new Hand(pixels));
    }

    /** A frame that some threads have in hand. */
    private static final class Slot {
        final float[] amplitudes;
        int frame = -1;
        int users;
        volatile boolean ready;
        volatile Throwable failure;

        Slot(int pixels) {
            amplitudes = new float[pixels];
        }
    }

    /** What a thread has. */
    private static final class Hand {
        final float[] raw;
        final ReadAhead.Place place = new ReadAhead.Place();
        Slot slot;

        Hand(int pixels) {
            raw = new float[pixels];
        }
    }

    /** Says in which order frames will be asked for next. */
    void expect(int[] order) {
        ahead.expect(order);
    }

    @Override
    public float[] apply(int frame) {
        Hand hand = hands.get();
        if (hand.slot != null && hand.slot.frame == frame) {
            return hand.slot.amplitudes;
        }
        boolean mine = take(hand, frame);
        Slot slot = hand.slot;
        if (mine) {
            fill(hand, slot, frame);
        } else {
            await(slot);
        }
        if (slot.failure != null) {
            give(hand);
            throw failed(slot.failure);
        }
        return slot.amplitudes;
    }

    /** Gives the thread a slot with the frame instead of the one it had; true if the thread is the one to fill it. */
    private boolean take(Hand hand, int frame) {
        synchronized (slots) {
            give(hand);
            Slot free = null;
            for (Slot slot : slots) {
                if (slot.frame == frame && slot.failure == null) {
                    slot.users++;
                    hand.slot = slot;
                    return false;
                }
                if (slot.users == 0) {
                    free = slot;
                }
            }
            if (free == null) {
                free = new Slot(hand.raw.length);
                slots.add(free);
            }
            free.frame = frame;
            free.users = 1;
            free.ready = false;
            free.failure = null;
            hand.slot = free;
            return true;
        }
    }

    private void give(Hand hand) {
        synchronized (slots) {
            if (hand.slot != null) {
                hand.slot.users--;
                hand.slot = null;
            }
        }
    }

    private void fill(Hand hand, Slot slot, int frame) {
        ahead.taken(hand.place, frame);
        try {
            if (kept[frame] != null) {
                kept[frame].unpack(slot.amplitudes);
            } else {
                frames.read(new int[] {frame}, hand.raw);
                ordering.accept(hand.raw, slot.amplitudes);
            }
        } catch (RuntimeException | Error e) {
            slot.failure = e;
        } finally {
            slot.ready = true;
        }
    }

    private static void await(Slot slot) {
        for (int spins = 0; !slot.ready; spins++) {
            if (spins < SPINS) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static RuntimeException failed(Throwable failure) {
        if (failure instanceof Error e) {
            throw e;
        }
        return (RuntimeException) failure;
    }
}
