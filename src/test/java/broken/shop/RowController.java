package broken.shop;

import org.springframework.web.bind.annotation.RestController;

@RestController
class RowController {

    Row row() {
        return new Row();
    }

    String errand() {
        return new Errand().run();
    }
}
