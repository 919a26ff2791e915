package broken.shop;

class Errand {

    String run() {
        return new Caller().outside().toString();
    }
}
