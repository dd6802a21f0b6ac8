/** What a scan file holds, in numbers, before anything is reconstructed. */
package org.polyptych.app.inspect;
