package dev.fairground.access;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where staff begin: what they may do. */
@Controller
class StaffController {

    private final StaffGrants grants;

    StaffController(StaffGrants grants) {
        this.grants = grants;
    }

    @GetMapping("/staff")
    @Access(value = Who.STAFF, needs = "staff:support-read")
    String desk(Caller caller, Model page) {
        page.addAttribute("handle", caller.handle());
        page.addAttribute("held", grants.held(caller.id()));
        page.addAttribute("operates", caller.holds(Capability.OPERATE.toString()));
        return "access/staff";
    }
}
