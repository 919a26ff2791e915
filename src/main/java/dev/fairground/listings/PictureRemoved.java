package dev.fairground.listings;

/** No row names these two objects any more, and none ever will again. */
record PictureRemoved(String full, String card) {}
