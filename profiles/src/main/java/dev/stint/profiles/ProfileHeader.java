package dev.stint.profiles;

/**
 * What all sections of one file share.
 *
 * @param file the name for messages
 * @param schema the version of the format; above {@link #KNOWN_SCHEMA} for a file of a later Stint
 * @param schemaPlace where the schema is written
 * @param epochPlace where the epoch is written, or the file as a whole
 */
record ProfileHeader(
    String file,
    int schema,
    Place schemaPlace,
    String profileId,
    String versionId,
    long epoch,
    Place epochPlace) {
  static final int KNOWN_SCHEMA = 1;

  boolean isNewer() {
    return schema > KNOWN_SCHEMA;
  }

  ProfileProblem problem(Place place, String code, String text) {
    String in = place.file() == null ? file : place.file();
    return new ProfileProblem(in, place.line(), place.column(), code, text);
  }

  /** The same; when the profile that it extends is newer, so is the whole. */
  ProfileHeader over(ProfileHeader base) {
    if (base.schema <= schema) {
      return this;
    }
    return new ProfileHeader(
        file, base.schema, base.schemaPlace, profileId, versionId, epoch, epochPlace);
  }
}
