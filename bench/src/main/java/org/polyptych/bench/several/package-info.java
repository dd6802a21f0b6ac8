/** What it is worth to reconstruct scans together. */
package org.polyptych.bench.several;
