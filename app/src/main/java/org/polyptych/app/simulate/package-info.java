/** The command {@code simulate}: its groups of options, and what each of them means for the simulation. */
package org.polyptych.app.simulate;
