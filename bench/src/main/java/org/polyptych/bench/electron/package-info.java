/** Reconstructions of electron data beside what is known of their atoms. */
package org.polyptych.bench.electron;
