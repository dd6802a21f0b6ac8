/** What refined positions are worth: errors of a simulated stage recovered, and a real scan's halves. */
package org.polyptych.bench.positions;
