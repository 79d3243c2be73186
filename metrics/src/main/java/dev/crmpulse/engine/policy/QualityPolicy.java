package dev.crmpulse.engine.policy;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What follow-ups are compared with (M10 to M14): how often, how complete, and from when on they are called perfunctory or
 * doubted.
 *
 * @param topics words by the topic that they stand for, in small letters
 */
public record QualityPolicy(
        PolicyHead head,
        FollowUps followUps,
        Substance substance,
        Authenticity authenticity,
        Map<String, List<String>> topics)
        implements Policy {
    /** The one id of this kind: a follow-up is compared with one policy. */
    public static final String ID = "follow-up-quality";

    /**
     * How often customers are to be contacted, and what comes of it.
     *
     * @param perWeek so many follow-ups of each open customer in an ISO week are the target
     * @param mostPerWeek more than so many are too many
     * @param silence an open customer without contact for longer is a lost contact
     * @param yieldWindow an appointment, purchase or referral counts for the follow-ups before it by no more than this
     * @param completenessPercent what part of the required fields is to be filled
     * @param ineffective outcomes of follow-ups that had no effect, in small letters
     * @param invitations next steps that the customer is invited to, in small letters
     */
    public record FollowUps(
            int perWeek,
            int mostPerWeek,
            Span silence,
            Span yieldWindow,
            BigDecimal completenessPercent,
            List<String> ineffective,
            List<String> invitations)
            implements Serializable {
        public FollowUps {
            ineffective = lowerCase(ineffective);
            invitations = lowerCase(invitations);
            if (perWeek < 1) {
                throw new IllegalArgumentException("'per_week' is 1 or more, not " + perWeek);
            }
            if (mostPerWeek < perWeek) {
                throw new IllegalArgumentException(
                        "'most_per_week' is as many as 'per_week' (" + perWeek + ") or more, not " + mostPerWeek);
            }
        }
    }

    /**
     * What a follow-up of substance has; what has less is perfunctory.
     *
     * @param replyWithin a customer's message is answered by then
     * @param shortestNotes characters of notes, where there are any
     * @param shortestCall how long a call lasts that was taken
     * @param satisfactionPercent so many of a person's customers are satisfied in a month
     * @param answers where as many have answered
     */
    public record Substance(
            Span replyWithin, int shortestNotes, Span shortestCall, BigDecimal satisfactionPercent, int answers)
            implements Serializable {}

    /**
     * What makes doubt that things happened as recorded.
     *
     * @param contactBeforeStage a deal moves on no later than this after a contact
     * @param identicalNotes the same notes for as many customers are copied
     * @param backDated what is recorded later than this after it happened is back-dated
     * @param contradiction a complaint or a third-party survey within this contradicts praise that we report ourselves
     * @param burst what part of a week's contacts is on its last day
     * @param intent how many leads that a person graded A are lost, of those closed in a month
     */
    public record Authenticity(
            Span contactBeforeStage, int identicalNotes, Span backDated, Span contradiction, Share burst, Share intent)
            implements Serializable {}

    /**
     * A share that makes doubt.
     *
     * @param percent from this on
     * @param atLeast of as many cases or more
     */
    public record Share(BigDecimal percent, int atLeast) implements Serializable {
        public Share {
            if (atLeast < 1) {
                throw new IllegalArgumentException("'at_least' is 1 or more, not " + atLeast);
            }
        }
    }

    public QualityPolicy {
        if (!head.id().equals(ID)) {
            throw new IllegalArgumentException("the id of a quality policy is '" + ID + "', for there is one");
        }
        Map<String, List<String>> dictionary = new LinkedHashMap<>();
        topics.forEach((topic, words) -> dictionary.put(topic, lowerCase(words)));
        topics = Collections.unmodifiableMap(dictionary);
    }

    private static List<String> lowerCase(List<String> words) {
        return words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    public PolicyKind kind() {
        return PolicyKind.QUALITY;
    }
}
