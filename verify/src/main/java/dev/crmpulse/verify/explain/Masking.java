package dev.crmpulse.verify.explain;

import java.util.regex.Pattern;

/** Hides what identifies a private person: e-mail addresses and telephone numbers. */
final class Masking {
    /** What follows the sign is no number alone: that is the version of a policy, as in {@code first-response@1}. */
    private static final Pattern EMAIL = Pattern.compile("([\\w.%+-])[\\w.%+-]*@(?!\\d+(?![\\w.-]))[\\w.-]+");

    private static final Pattern TELEPHONE = Pattern.compile("\\+?\\d[\\d ()/-]{8,}\\d");
    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[\\d:.]+Z");

    private Masking() {}

    static String mask(String text) {
        if (TIME.matcher(text).matches()) {
            return text;
        }
        return TELEPHONE.matcher(maskEmail(text)).replaceAll("***");
    }

    /** For ids, whose digits are no telephone number. */
    static String maskEmail(String text) {
        return EMAIL.matcher(text).replaceAll("$1***@***");
    }
}
