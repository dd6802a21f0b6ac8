/** What trained networks are worth: protocols that train one and score it on objects that it never saw. */
package org.polyptych.bench.neural;
