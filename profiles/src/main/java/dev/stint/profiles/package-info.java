/**
 * Profiles: named, versioned templates of limits, read from YAML, and the broker that binds them to
 * scopes.
 *
 * <p>{@link dev.stint.profiles.ProfileReader} turns a file into a {@link
 * dev.stint.profiles.ProfileDocument} or into one {@link dev.stint.profiles.ProfileException} that
 * names file, line and column; {@link dev.stint.profiles.Broker} turns a {@link
 * dev.stint.profiles.ResourceProfile} into live limits, all of them or none. A profile is policy
 * and never authority: it grants nothing that code does not already hold. No type of the YAML
 * library stands in a signature here.
 */
package dev.stint.profiles;
