package io.tickwheel.core.cron;

import java.util.Optional;

/// What a description can be written in.
public enum Language {
  ENGLISH("en"),
  CHINESE("zh");

  private final String word;

  Language(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  public static Optional<Language> of(String word) {
    for (Language language : values()) {
      if (language.word.equals(word)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }

  Tongue tongue() {
    return switch (this) {
      case ENGLISH -> new English();
      case CHINESE -> new Chinese();
    };
  }
}
