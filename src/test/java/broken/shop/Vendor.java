package broken.shop;

import com.microsoft.playwright.Page;

class Vendor {

    String title(Page page) {
        return page.title();
    }
}
