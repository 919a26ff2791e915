package dev.fairground.operations;

import dev.fairground.platform.doctor.Doctor;
import dev.fairground.platform.doctor.EndSession;
import dev.fairground.platform.doctor.Explainer;
import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import jakarta.validation.Valid;
import java.sql.SQLException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** The database under an operator's eyes. Each page is one look, so that none costs more than it shows. */
@Controller
@RequestMapping("/staff/database")
class DatabasePages {

    private final Doctor doctor;
    private final Explainer explainer;
    private final EndSession endSession;

    DatabasePages(Doctor doctor, Explainer explainer, EndSession endSession) {
        this.doctor = doctor;
        this.explainer = explainer;
        this.endSession = endSession;
    }

    @GetMapping
    @Access(value = Who.STAFF, needs = "staff:operate")
    String all(Model page) {
        page.addAttribute("titles", doctor.titles());
        return "operations/database";
    }

    @GetMapping("/{look}")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String one(@PathVariable String look, Model page) {
        page.addAttribute("sight", doctor.look(look).orElseThrow(OperatorRefused::noSuchLook));
        return "operations/look";
    }

    /** How a statement is planned, by its id in the look at slow ones; it is not run. */
    @GetMapping("/statements/{id}")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String statement(@PathVariable long id, Model page) throws SQLException {
        page.addAttribute("plan", explainer.explain(id).orElseThrow(OperatorRefused::noSuchStatement));
        return "operations/plan";
    }

    @PostMapping("/sessions/{id}/end")
    @Access(value = Who.STAFF, needs = "staff:operate")
    String end(@PathVariable int id, @Valid Why why) {
        if (!endSession.end(id, why.why())) {
            throw OperatorRefused.noSuchSession();
        }
        return "redirect:/staff/database/live";
    }
}
