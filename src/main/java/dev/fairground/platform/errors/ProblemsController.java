package dev.fairground.platform.errors;

import dev.fairground.platform.web.Access;
import dev.fairground.platform.web.Who;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** Explains every code that an error answer can carry. */
@Controller
@RequestMapping("/problems")
class ProblemsController {

    private final ProblemCatalogue catalogue;

    ProblemsController(ProblemCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    @Access(Who.ANYONE)
    String all(Model page) {
        page.addAttribute("reasons", catalogue.all());
        return "problems/list";
    }

    @GetMapping("/{code}")
    @Access(Who.ANYONE)
    String one(@PathVariable String code, Model page) {
        page.addAttribute("reason", catalogue.find(code).orElseThrow(UnknownCode::new));
        return "problems/one";
    }

    private static final class UnknownCode extends Refusal {
        UnknownCode() {
            super(Faults.NO_SUCH_PAGE);
        }
    }
}
