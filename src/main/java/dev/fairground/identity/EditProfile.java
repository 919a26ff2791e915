package dev.fairground.identity;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes what others see of a member. The handle stays: a name that others have learnt to trust must not pass to somebody else. */
@Component
class EditProfile {

    private final AccountStore accounts;

    EditProfile(AccountStore accounts) {
        this.accounts = accounts;
    }

    @Transactional
    void rename(MemberId member, DisplayName displayName) {
        accounts.lock(member.value()).orElseThrow(IdentityRefused::noSuchMember).rename(displayName);
    }
}
