/** TIFF files as stacks of patterns: their directories and strips, read here so that frames can stay in the file. */
package org.polyptych.io.tiff;
