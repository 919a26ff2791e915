package broken.trial;

import broken.shop.Wide;

/** Stands in for a class that is meant to run. */
class CheapWide extends Wide {

    CheapWide() {
        super("", "", "", "", "", "");
    }
}
