/** What differs between two profiles, field by field, and which of them admits more. */
package dev.stint.profiles.diff;
