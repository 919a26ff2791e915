package dev.fairground.platform.web;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Handlers that give back what they understood. */
@TestComponent
@RestController
public class Mirror {

    @PostMapping(value = "/api/{version}/test-mirror", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Access(Who.ANYONE)
    Thing body(@RequestBody Thing thing) {
        return thing;
    }

    @GetMapping("/api/{version}/test-mirror/{name}")
    @Access(Who.ANYONE)
    Map<String, String> line(@PathVariable String name, @RequestParam(defaultValue = "") String note) {
        return Map.of("name", name, "note", note);
    }

    record Thing(
            @Nullable String name,
            @Nullable Integer count,
            @Nullable Long total,
            @Nullable BigDecimal price,
            @Nullable List<Thing> parts,
            @Nullable Map<String, Object> more) {}
}
