package broken.shop;

class Copy {

    int share(int[] weights, int of, int among) {
        int total = 0;
        for (int weight : weights) {
            total += weight;
        }
        int share = total == 0 ? 0 : of * weights[0] / total;
        int rest = of - share;
        int each = rest / among;
        int odd = rest % among;
        return share + each + odd;
    }
}
