/** The command {@code train}: what is typed becomes data and a trainer, and the trainer a model file. */
package org.polyptych.app.train;
