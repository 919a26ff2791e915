package dev.fairground.development;

import dev.fairground.seed.Cast;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a person sees who has just started Fairground: where everything is, who they can be, what to try. */
public final class StartCard {

    private StartCard() {}

    public static String of(Ports ports, CloneSecrets secrets, String database) {
        return """

                  F A I R G R O U N D

                  Site         http://localhost:%1$d
                  API          http://localhost:%1$d/api/v1   and   /api/v2
                  Mail inbox   http://localhost:%2$d   where its mails end
                  Management   http://localhost:%3$d/actuator
                  Outside      payments on port %4$d, human check %5$d, push %10$d, SMTP %9$d
                  Database     %6$s

                  Log in as any of them; the password is  %7$s

                %8$s
                  * asks for a code as well, which `ops/code NAME` prints

                  Try
                    curl 'http://localhost:%1$d/api/v2/listings?limit=3'
                    http://localhost:%1$d in a browser: look around and log in as buyer
                    ops/tour        plays the whole story, from sign-up to refund

                  Ctrl-C stops everything. Data stay in .data; delete that to begin afresh.
                """.formatted(
                        ports.app(),
                        ports.mail(),
                        ports.management(),
                        ports.payments(),
                        ports.humanCheck(),
                        database,
                        secrets.castPassword(),
                        cast(),
                        ports.smtp(),
                        ports.push());
    }

    private static String cast() {
        return Arrays.stream(Cast.values())
                .map(member ->
                        "    %-29s%s %s%n".formatted(member.email(), member.asksForCode() ? "*" : " ", member.part()))
                .collect(Collectors.joining());
    }
}
