/** How fast compressed frames are decoded, beside the C decoders: docs/formats/hdf5-filters.md. */
package org.polyptych.bench.codec;
