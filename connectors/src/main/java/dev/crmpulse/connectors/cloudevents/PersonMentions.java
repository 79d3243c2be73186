package dev.crmpulse.connectors.cloudevents;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Where texts mention a person, and what stands there instead. */
final class PersonMentions {
    private static final String FILL = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final int SALT_BYTES = 32;

    private final String pseudonym;
    /** What the person may be found by, wherever it stands. */
    private final Pattern anywhere;
    /** What is no part of a longer word or number; empty where there is only a number, which any text may hold. */
    private final Optional<Pattern> words;
    /** Gone with this object, so that nobody can try texts out. */
    private final byte[] salt = new byte[SALT_BYTES];

    PersonMentions(Erasure erasure) {
        this.pseudonym = erasure.pseudonym();
        List<String> tokens = new ArrayList<>();
        erasure.names().forEach(name -> tokens.add("(?iu:" + Pattern.quote(name) + ")"));
        boolean isNumber = erasure.id().chars().allMatch(c -> c >= '0' && c <= '9');
        String id = Pattern.quote(erasure.id());
        anywhere = Pattern.compile(String.join("|", concat(tokens, id)));
        List<String> inWords = isNumber ? tokens : concat(tokens, id);
        words = inWords.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Pattern.compile("(?<![\\p{L}\\p{N}])(?:" + String.join("|", inWords) + ")(?![\\p{L}\\p{N}])"));
        new SecureRandom().nextBytes(salt);
    }

    private static List<String> concat(List<String> tokens, String last) {
        List<String> all = new ArrayList<>(tokens);
        all.add(last);
        return all;
    }

    /** Whether a text may name the person at all, be it as a part of something else. */
    boolean mayBeIn(String text) {
        return anywhere.matcher(text).find();
    }

    /** Whether a text mentions the person. */
    boolean isIn(String text) {
        return words.map(pattern -> pattern.matcher(text).find()).orElse(false);
    }

    /** The text with the pseudonym wherever it mentions the person: ids and labels that differ go on doing so. */
    String renamed(String text) {
        return words.map(pattern -> pattern.matcher(text).replaceAll(pseudonym)).orElse(text);
    }

    /** The text without what it says of the person, and as long as it was: figures know how long notes are. */
    String masked(String text) {
        return words.map(pattern -> pattern.matcher(text).replaceAll(PersonMentions::asterisks))
                .orElse(text);
    }

    private static String asterisks(MatchResult found) {
        String text = found.group();
        return "*".repeat(text.codePointCount(0, text.length()));
    }

    /**
     * Another text in the place of one that is personal as a whole: as long, blanks where it has them, and equal for equal
     * texts alone, since figures know copied notes.
     */
    String filled(String text) {
        StringBuilder filled = new StringBuilder(text.length());
        MessageDigest sha256 = sha256();
        byte[] random = digest(sha256, text.getBytes(StandardCharsets.UTF_8));
        int used = 0;
        for (int c : text.codePoints().toArray()) {
            if (Character.isWhitespace(c)) {
                filled.appendCodePoint(c);
                continue;
            }
            if (used == random.length) {
                random = digest(sha256, random);
                used = 0;
            }
            filled.append(FILL.charAt((random[used++] & 0xFF) % FILL.length()));
        }
        return filled.toString();
    }

    private byte[] digest(MessageDigest sha256, byte[] bytes) {
        sha256.update(salt);
        return sha256.digest(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
