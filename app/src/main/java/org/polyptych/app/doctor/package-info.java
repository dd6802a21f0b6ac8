/** What this machine offers, each thing tried and not merely found. */
package org.polyptych.app.doctor;
