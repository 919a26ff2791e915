package broken.shop;

import org.springframework.beans.factory.annotation.Value;

class Injected {

    @Value("${shop.source}")
    String source = "";
}
