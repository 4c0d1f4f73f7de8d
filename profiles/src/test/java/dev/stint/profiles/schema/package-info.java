/**
 * Generates {@code docs/profile.schema.json}, the schema of profiles for editors, from the fields
 * that the reader knows, and compares it with what the reader accepts.
 */
package dev.stint.profiles.schema;
