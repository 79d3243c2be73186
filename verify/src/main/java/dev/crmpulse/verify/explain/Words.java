package dev.crmpulse.verify.explain;

/** What a manager reads, in the two languages of the boards. */
public record Words(String english, String chinese) {
    /** A name that is not ours and is the same in both. */
    static Words asGiven(String name) {
        return new Words(name, name);
    }

    Words and(Words more) {
        return new Words(english + ' ' + more.english, chinese + ' ' + more.chinese);
    }
}
