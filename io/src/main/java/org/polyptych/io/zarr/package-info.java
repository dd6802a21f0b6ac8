/** Zarr stores in folders, versions 2 and 3: metadata as text, chunks as files, each packed by codecs of its own. */
package org.polyptych.io.zarr;
