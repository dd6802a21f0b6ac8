package org.polyptych.io.frames;

import org.polyptych.physics.Frames;

/** Frames that stay where their numbers are stored, and are read from there when asked for. */
sealed interface ReadWhenAsked extends Frames permits AmplitudeFrames, CountFrames {
    StoredFrames stored();

    @Override
    default int count() {
        return stored().count();
    }

    @Override
    default int rows() {
        return stored().rows();
    }

    @Override
    default int columns() {
        return stored().columns();
    }

    @Override
    default void fetch(int[] indices) {
        stored().fetch(indices);
    }

    @Override
    default long heapBytes() {
        return stored().heapBytes();
    }
}
