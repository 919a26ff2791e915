package dev.fairground.listings;

import java.math.BigDecimal;

/** Where people can say that they are without knowing their degrees. A program sends degrees. */
enum Town {
    AMSTERDAM("52.37", "4.90"),
    BARCELONA("41.39", "2.17"),
    BERLIN("52.52", "13.40"),
    DUBLIN("53.35", "-6.26"),
    HAMBURG("53.55", "9.99"),
    LISBON("38.72", "-9.14"),
    LONDON("51.51", "-0.13"),
    MADRID("40.42", "-3.70"),
    MILAN("45.46", "9.19"),
    MUNICH("48.14", "11.58"),
    PARIS("48.86", "2.35"),
    PRAGUE("50.08", "14.44"),
    ROME("41.90", "12.50"),
    STOCKHOLM("59.33", "18.07"),
    VIENNA("48.21", "16.37"),
    WARSAW("52.23", "21.01"),
    ZURICH("47.38", "8.54");

    private final Place place;

    Town(String latitude, String longitude) {
        this.place = new Place(new BigDecimal(latitude), new BigDecimal(longitude));
    }

    /** As the parameter {@code near} of a search. */
    String degrees() {
        return place.latitude() + "," + place.longitude();
    }

    /** As people write it. */
    public String title() {
        return name().charAt(0) + name().substring(1).toLowerCase(java.util.Locale.ROOT);
    }
}
