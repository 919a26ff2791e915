package dev.fairground.notifications;

import dev.fairground.platform.ids.UuidV7;
import dev.fairground.platform.jobs.Job;
import dev.fairground.platform.jobs.JobReport;
import dev.fairground.platform.jobs.JobRun;
import dev.fairground.platform.practices.Shows;
import jakarta.mail.MessagingException;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands the mail server a letter to ourselves. A log-in that has expired or a sender that is refused is so met before a member waits in vain. */
@Component
@Shows("res-canary-calls")
class RehearseMail implements Job {

    static final String NAME = "rehearse-mail";

    private final MailServer server;
    private final String address;

    RehearseMail(MailServer server, NotificationSettings settings) {
        this.server = server;
        this.address = settings.rehearsalAddress();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public JobReport run(JobRun run) {
        if (address.isEmpty()) return JobReport.NOTHING;
        var reference = "rehearsal-" + UuidV7.next();
        var message = server.empty();
        try {
            var parts = new MimeMessageHelper(message);
            parts.setFrom(server.from());
            parts.setTo(address);
            parts.setSubject("A rehearsal");
            parts.setText("Mail goes out. Nobody has to read this.");
        } catch (MessagingException broken) {
            throw new IllegalStateException("The rehearsal's letter cannot be written", broken);
        }
        server.rehearse(reference, message);
        return JobReport.ok(1);
    }
}
