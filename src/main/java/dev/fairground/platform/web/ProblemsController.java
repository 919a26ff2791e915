package dev.fairground.platform.web;

import dev.fairground.platform.errors.ProblemCatalogue;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.resource.NoResourceFoundException;

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
    String one(@PathVariable String code, Model page) throws NoResourceFoundException {
        page.addAttribute(
                "reason",
                catalogue
                        .find(code)
                        .orElseThrow(() -> new NoResourceFoundException(HttpMethod.GET, "/problems/" + code, code)));
        return "problems/one";
    }
}
