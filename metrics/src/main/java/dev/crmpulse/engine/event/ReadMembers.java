package dev.crmpulse.engine.event;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Data that give no member, and note which ones are asked for: so a payload itself says what it has. */
final class ReadMembers implements EventData {
    private final EnumSet<DataMember> members = EnumSet.noneOf(DataMember.class);

    /** What was asked for so far. */
    Set<DataMember> members() {
        return Collections.unmodifiableSet(EnumSet.copyOf(members));
    }

    @Override
    public String text(DataMember member) {
        return noted(member, EMPTY.text(member));
    }

    @Override
    public BigDecimal decimal(DataMember member) {
        return noted(member, EMPTY.decimal(member));
    }

    @Override
    public Flag flag(DataMember member) {
        return noted(member, EMPTY.flag(member));
    }

    @Override
    public String date(DataMember member) {
        return noted(member, EMPTY.date(member));
    }

    @Override
    public NamedTexts named(DataMember member) {
        return noted(member, EMPTY.named(member));
    }

    @Override
    public boolean isCleared(DataMember member) {
        return noted(member, EMPTY.isCleared(member));
    }

    private <T> T noted(DataMember member, T nothing) {
        members.add(member);
        return nothing;
    }
}
