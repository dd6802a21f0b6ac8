/**
 * Compressed bytes made plain again: what detectors put around their frames in HDF5 and Zarr. A {@link
 * org.polyptych.io.codec.Decoder} takes bytes and gives bytes; {@link org.polyptych.io.codec.BitShuffle} and {@link
 * org.polyptych.io.codec.ByteShuffle} put numbers together again whose bits or bytes were sorted. Nothing here believes
 * a length: what leads out of the data, or out of the room that the caller gave, is a {@link
 * java.util.zip.DataFormatException}.
 */
package org.polyptych.io.codec;
