package broken.shop;

import org.springframework.web.client.RestClient;

class Caller {

    RestClient outside() {
        return RestClient.create();
    }
}
