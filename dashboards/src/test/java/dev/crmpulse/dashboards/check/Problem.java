package dev.crmpulse.dashboards.check;

/**
 * Something that is wrong with a file.
 *
 * @param where in it, such as {@code panel 3 'Kept'}
 * @param remedy what to do about it
 */
public record Problem(String file, String where, String what, String remedy) {
    @Override
    public String toString() {
        return file + ", " + where + ": " + what + "; " + remedy;
    }
}
