/**
 * Settings as records: each component carries its {@link org.polyptych.core.settings.Setting doc and default}, the
 * record's constructor checks ranges, and {@link org.polyptych.core.settings.SettingsReader} turns text into records.
 */
package org.polyptych.core.settings;
