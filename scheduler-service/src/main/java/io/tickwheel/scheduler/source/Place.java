package io.tickwheel.scheduler.source;

import java.util.Comparator;

/// Where in its source something stands: `line` 3, `row` 17.
public record Place(String unit, String number) implements Comparable<Place> {
  private static final Comparator<Place> ORDER =
      Comparator.comparingInt((Place place) -> place.number.length()).thenComparing(Place::number);

  static Place line(int number) {
    return new Place("line", Integer.toString(number));
  }

  static Place row(String id) {
    return new Place("row", id);
  }

  static Place entry(int number) {
    return new Place("entry", Integer.toString(number));
  }

  @Override
  public int compareTo(Place other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return unit + " " + number;
  }
}
